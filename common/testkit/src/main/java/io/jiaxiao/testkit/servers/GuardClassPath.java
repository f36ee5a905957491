package io.jiaxiao.testkit.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the guard runs with. It outlives the module that started it, so whatever a build may write again in the meantime is
 * copied, and what is not the guard's is left out.
 *
 * @param copies where the copies go; emptied first
 */
record GuardClassPath(Path copies) {

    private static final List<String> PACKAGES = List.of("io/jiaxiao/embedded", "io/jiaxiao/testkit/servers");

    String from(String classPath) throws IOException {
        deleteCopies();
        List<String> entries = new ArrayList<>();
        for (String name : classPath.split(File.pathSeparator)) {
            Path entry = Path.of(name);
            if (!writtenByBuilds(entry)) {
                entries.add(name);
            } else if (Files.exists(entry) && isOfTheGuard(entry)) {
                Path copy = copies.resolve(entries.size() + "-" + entry.getFileName());
                copy(entry, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static boolean writtenByBuilds(Path entry) {
        return !entry.toString().endsWith(".jar") || entry.toString().contains("-SNAPSHOT");
    }

    private static boolean isOfTheGuard(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return PACKAGES.stream().anyMatch(name -> Files.isDirectory(entry.resolve(name)));
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            return PACKAGES.stream().anyMatch(name -> Files.isDirectory(jar.getPath(name)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : tree(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void deleteCopies() throws IOException {
        if (Files.exists(copies)) {
            for (Path file : tree(copies).reversed()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> tree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList();
        }
    }
}
