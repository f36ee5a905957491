package io.jiaxiao.testkit.rules;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A little service that obeys every rule, compiled into a folder of its own; a test adds one bad file and sees which rule
 * notices.
 */
final class CompiledService {

    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private static final List<String> GOOD = List.of(
            """
            package io.jiaxiao.school;
            @org.springframework.boot.autoconfigure.SpringBootApplication
            class SchoolApplication {}
            """,
            """
            package io.jiaxiao.school.roll.domain;
            public record Pupil(String name, java.time.Instant since) implements java.io.Serializable {
                public boolean isNew(java.time.Instant now) { return since.plusSeconds(60).isAfter(now); }
            }
            """,
            """
            package io.jiaxiao.school.roll.store;
            @com.baomidou.mybatisplus.annotation.TableName("pupil")
            class PupilRow { long id; String name = ""; }
            """,
            """
            package io.jiaxiao.school.roll.store;
            interface PupilMapper extends com.baomidou.mybatisplus.core.mapper.BaseMapper<PupilRow> {}
            """,
            """
            package io.jiaxiao.school.roll.store;
            public class Pupils {
                private final PupilMapper mapper;
                private final java.time.Clock clock;
                Pupils(PupilMapper mapper, java.time.Clock clock) { this.mapper = mapper; this.clock = clock; }
                public java.time.Instant now() { mapper.selectById(1L); return java.time.Instant.now(clock); }
            }
            """,
            """
            package io.jiaxiao.school.roll.web;
            @org.springframework.web.bind.annotation.RestController
            class RollController {
                private final io.jiaxiao.school.roll.store.Pupils pupils;
                RollController(io.jiaxiao.school.roll.store.Pupils pupils) { this.pupils = pupils; }
                java.time.Instant now() { return pupils.now(); }
            }
            """,
            """
            package io.jiaxiao.school.fees;
            public final class Fees {
                private Fees() {}
                public static long due() { return 1; }
            }
            """,
            """
            package io.jiaxiao.school.fees.internal;
            public class Tariff {}
            """);

    private final Path root;
    private final Map<String, String> sources = new LinkedHashMap<>();

    CompiledService(Path root) {
        this.root = root;
        GOOD.forEach(this::with);
    }

    /** Adds or replaces a file; its package is made null-marked. */
    CompiledService with(String source) {
        String folder = first(PACKAGE, source).replace('.', '/');
        sources.put(folder + "/" + first(TYPE, source) + ".java", source);
        sources.putIfAbsent(
                folder + "/package-info.java",
                "@org.jspecify.annotations.NullMarked\npackage " + first(PACKAGE, source) + ";\n");
        return this;
    }

    CompiledService without(String file) {
        sources.remove(file);
        return this;
    }

    /** Compiles, and checks as a service's own test would. */
    void check() throws Exception {
        Path classes = Files.createDirectories(root.resolve("target/classes"));
        compile(classes);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            JiaxiaoRules.checkService(loader.loadClass("io.jiaxiao.school.SchoolApplication"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void compile(Path classes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var source : sources.entrySet()) {
            Path file = root.resolve("src/main/java").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-parameters", "-d", classes.toString());
            boolean done = compiler.getTask(
                            out, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!done) {
                throw new IllegalStateException(out.toString());
            }
        }
    }

    private static String first(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + source);
        }
        return matcher.group(1);
    }
}
