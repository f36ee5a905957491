package io.jiaxiao.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Java server with a class path of its own, which must not mix with ours: its libraries are far older.
 *
 * <p>The build of its launcher module writes that class path, as files of the local Maven repository, into the resource
 * {@code FOLDER/classpath.txt} beside the launcher's classes.
 *
 * @param name of the folder its launcher is copied to
 * @param mainClass whose package is the resource's folder
 */
record JavaProgram(ServerHome home, String name, String mainClass) {

    /** Copies the launcher's own few classes, so that building again does not pull them from under a running server. */
    void unpack() {
        PreparedFolder.exclusively(home.program(name), this::copyLauncher);
    }

    private void copyLauncher() throws IOException {
        Path source = ownClasses();
        if (Files.isDirectory(source)) {
            copyAll(source);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                copyAll(jar.getPath("/"));
            }
        }
    }

    /** Java's own command line: JVM options, class path, main class, arguments. */
    List<String> command(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CrowdedJvm.flags());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath()));
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private List<String> classPath() {
        List<String> classPath = new ArrayList<>();
        classPath.add(classes().toString());
        try (var list = resource().openStream()) {
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
            for (String file : text.split(File.pathSeparator)) {
                if (!Files.isReadable(Path.of(file))) {
                    throw new IllegalStateException(
                            file + " is gone from the local Maven repository: build once more, so that it is fetched");
                }
                classPath.add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classPath;
    }

    /** The jar or classes folder that holds the launcher. */
    private Path ownClasses() {
        String resource = resource().toString();
        String outer = resource.substring(0, resource.length() - resourceName().length());
        // jar:file:/a/b.jar!/ or file:/a/classes/
        String path = outer.startsWith("jar:") ? outer.substring("jar:".length(), outer.length() - 2) : outer;
        try {
            return Path.of(new URI(path));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private URL resource() {
        URL found = JavaProgram.class.getClassLoader().getResource(resourceName());
        if (found == null) {
            throw new IllegalStateException("The launcher of " + name + " is not on the class path");
        }
        return found;
    }

    private String resourceName() {
        return mainClass.substring(0, mainClass.lastIndexOf('.')).replace('.', '/') + "/classpath.txt";
    }

    private Path classes() {
        return home.program(name).resolve("classes");
    }

    private void copyAll(Path source) throws IOException {
        Set<Path> wanted = new HashSet<>();
        for (Path file : filesIn(source)) {
            Path target = classes().resolve(source.relativize(file).toString());
            copy(file, target);
            wanted.add(target);
        }
        // What an earlier version had and this one has not could still be found on the class path.
        for (Path file : filesIn(classes())) {
            if (!wanted.contains(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.exists(target) && Files.mismatch(source, target) < 0) {
            return;
        }
        Files.createDirectories(target.getParent());
        // A new file beside the old one: a server that runs keeps reading the old one.
        Path partial = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid());
        Files.copy(source, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
