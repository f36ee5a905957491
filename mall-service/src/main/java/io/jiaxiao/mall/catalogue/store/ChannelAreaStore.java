package io.jiaxiao.mall.catalogue.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Channels' own numbers for places. */
@Repository
public class ChannelAreaStore {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ChannelAreaStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty when nothing is known, and when it is known that there is none. */
    public Optional<String> path(String channel, String divisionCode) {
        return jdbc
                .queryForList(
                        "SELECT path FROM channel_area WHERE channel = ? AND division_code = ? AND path <> ''",
                        String.class,
                        channel,
                        divisionCode)
                .stream()
                .findFirst();
    }

    /** What names say; never against an operator. @param paths by division code, empty for none */
    public void found(String channel, Map<String, String> paths) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "INSERT INTO channel_area (channel, division_code, path, found_by, updated_at) VALUES (?,?,?,'NAME',?)"
                        + " ON DUPLICATE KEY UPDATE path = IF(found_by = 'NAME', VALUES(path), path),"
                        + " updated_at = VALUES(updated_at)",
                paths.entrySet().stream()
                        .map(path -> new Object[] {channel, path.getKey(), path.getValue(), now})
                        .toList());
    }

    public void decided(String channel, String divisionCode, String path) {
        jdbc.update(
                "INSERT INTO channel_area (channel, division_code, path, found_by, updated_at) VALUES (?,?,?,'OPERATOR',?)"
                        + " ON DUPLICATE KEY UPDATE path = VALUES(path), found_by = 'OPERATOR',"
                        + " updated_at = VALUES(updated_at)",
                channel,
                divisionCode,
                path,
                Timestamp.from(clock.instant()));
    }

    /** Codes without a counterpart, in their order. */
    public List<String> gaps(String channel, long offset, int most) {
        return jdbc.queryForList(
                "SELECT division_code FROM channel_area WHERE channel = ? AND path = '' ORDER BY division_code"
                        + " LIMIT ? OFFSET ?",
                String.class,
                channel,
                most,
                offset);
    }

    public long countGaps(String channel) {
        Long count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM channel_area WHERE channel = ? AND path = ''", Long.class, channel);
        return count == null ? 0 : count;
    }
}
