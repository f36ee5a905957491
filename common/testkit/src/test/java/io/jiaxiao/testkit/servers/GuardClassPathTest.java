package io.jiaxiao.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardClassPathTest {

    @TempDir
    private Path folder;

    @Test
    void whatBuildsWrite_isCopiedWhenItIsTheGuards_andLeftOutWhenNot() throws IOException {
        Path ours = classes("testkit/target/classes", "io/jiaxiao/testkit/servers/Guard.class");
        Path theirs = classes("roster/target/classes", "io/jiaxiao/roster/Roster.class");
        Path library = folder.resolve("driver-9.0.jar");
        String all = String.join(
                File.pathSeparator,
                theirs.toString(),
                ours.toString(),
                folder.resolve("gone") + "",
                library.toString());

        List<String> made =
                List.of(new GuardClassPath(folder.resolve("copies")).from(all).split(File.pathSeparator));

        assertThat(made).hasSize(2).last().isEqualTo(library.toString());
        Path copy = Path.of(made.getFirst());
        assertThat(copy).startsWith(folder.resolve("copies"));
        Files.delete(ours.resolve("io/jiaxiao/testkit/servers/Guard.class"));
        assertThat(copy.resolve("io/jiaxiao/testkit/servers/Guard.class")).hasContent("class");
    }

    @Test
    void copiesOfAnEarlierBuild_areGone() throws IOException {
        Path ours = classes("testkit/target/classes", "io/jiaxiao/testkit/servers/Old.class");
        GuardClassPath guard = new GuardClassPath(folder.resolve("copies"));
        guard.from(ours.toString());
        Files.delete(ours.resolve("io/jiaxiao/testkit/servers/Old.class"));

        Path copy = Path.of(guard.from(ours.toString()));

        assertThat(copy.resolve("io/jiaxiao/testkit/servers")).isEmptyDirectory();
    }

    private Path classes(String where, String file) throws IOException {
        Path root = folder.resolve(where);
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), "class");
        return root;
    }
}
