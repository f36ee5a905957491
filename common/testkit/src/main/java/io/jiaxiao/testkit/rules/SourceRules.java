package io.jiaxiao.testkit.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules only the source text can show. */
final class SourceRules {

    /** A longer class owes a reason; so far none has one. */
    static final int LONGEST = 300;

    /** Spelled so that this file does not find itself. */
    private static final Pattern LATER = Pattern.compile("\\bT(?:ODO)\\b|\\bF(?:IXME)\\b");

    private SourceRules() {}

    /** {@code src/main/java} of the module whose {@code target/classes} is given. */
    static Path sourcesOf(Path classes) {
        Path target = classes.getParent();
        Path module = target == null ? null : target.getParent();
        if (module == null || !Files.isDirectory(module.resolve("src/main/java"))) {
            throw new IllegalStateException("the sources of " + classes + " are not beside it");
        }
        return module.resolve("src/main/java");
    }

    static List<String> violations(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> violationsIn(sources.relativize(file), lines(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> violationsIn(Path file, List<String> lines) {
        Stream.Builder<String> wrong = Stream.builder();
        if (lines.size() > LONGEST) {
            wrong.add(file + " has " + lines.size() + " lines, at most " + LONGEST + " are read in one go");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (LATER.matcher(line).find()) {
                wrong.add(file + ":" + (i + 1) + " leaves work for later");
            }
            if (line.startsWith("import ") && line.endsWith(".*;")) {
                wrong.add(file + ":" + (i + 1) + " imports everything");
            }
        }
        return wrong.build();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
