package io.jiaxiao.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code docs/api/SERVICE.json}, which callers read, and the document the running service makes of its code. {@code
 * -Djx.api.write=true} writes the page anew; otherwise a difference fails, so that no change of the API goes unseen.
 */
public final class OpenApiSnapshot {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private OpenApiSnapshot() {}

    /**
     * @param service name of the service
     * @param running its OpenAPI document as served
     * @throws AssertionError when the two differ, or there is no page yet
     */
    public static void check(String service, String running) {
        Path page = root().resolve("docs/api/" + service + ".json");
        String now = tidy(running);
        try {
            if (Boolean.getBoolean("jx.api.write")) {
                Files.createDirectories(page.getParent());
                Files.writeString(page, now);
                return;
            }
            String written = Files.exists(page) ? Files.readString(page) : "";
            if (!written.equals(now)) {
                throw new AssertionError(page.getFileName() + " differs from the code at: "
                        + firstDifference(written, now) + System.lineSeparator()
                        + "If the change is meant, run this test with -Djx.api.write=true.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sorted, and without what depends on where it runs. */
    private static String tidy(String running) {
        JsonNode document = JSON.readTree(running);
        if (document instanceof ObjectNode object) {
            object.remove("servers");
        }
        return JSON.writeValueAsString(JSON.treeToValue(document, Object.class)).replace("\r\n", "\n") + "\n";
    }

    private static String firstDifference(String written, String now) {
        String[] before = written.split("\n", -1);
        String[] after = now.split("\n", -1);
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) {
                return "line " + (i + 1) + ", written " + before[i].strip() + ", now " + after[i].strip();
            }
        }
        return "line " + (Math.min(before.length, after.length) + 1);
    }

    private static Path root() {
        String given = System.getProperty("jiaxiao.root");
        Path folder = given == null ? Path.of("").toAbsolutePath() : Path.of(given);
        while (folder != null && !Files.isRegularFile(folder.resolve("platform"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run inside the repository, or give -Djiaxiao.root");
        }
        return folder;
    }
}
