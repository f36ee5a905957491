package io.jiaxiao.partners.memory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One diary for each partner that keeps one, all in one folder. */
public final class Diaries implements AutoCloseable {

    private final @Nullable Path folder;
    private final Clock clock;
    private final JsonMapper json;
    private final List<Diary> opened = new ArrayList<>();

    /** @param folder null when partners forget everything as they end */
    Diaries(@Nullable Path folder, Clock clock, JsonMapper json) {
        this.folder = folder;
        this.clock = clock;
        this.json = json;
    }

    /** @param partner short name, such as {@code jd}; ask once for each */
    public Diary of(String partner) {
        Path file = folder == null ? null : folder.resolve(partner + ".jsonl");
        Diary diary = new Diary(json, file, clock.instant());
        opened.add(diary);
        return diary;
    }

    @Override
    public void close() {
        opened.forEach(Diary::close);
    }
}
