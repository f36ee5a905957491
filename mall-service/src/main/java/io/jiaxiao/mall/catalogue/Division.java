package io.jiaxiao.mall.catalogue;

/**
 * A place of the national division codes (GB/T 2260, towns by the statistical code).
 *
 * @param code six digits, nine for towns
 */
public record Division(String code, String name, Level level) {

    /** How deep. */
    public enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        TOWN
    }

    static Division of(String code, String name) {
        return new Division(code, name, level(code));
    }

    private static Level level(String code) {
        if (code.length() > 6) {
            return Level.TOWN;
        }
        if (!code.endsWith("00")) {
            return Level.COUNTY;
        }
        return code.endsWith("0000") ? Level.PROVINCE : Level.CITY;
    }

    /** Of a group that stands in for a city, such as 市辖区; no address names it. */
    boolean nameless() {
        return level == Level.CITY && (name.equals("市辖区") || name.equals("县") || name.contains("直辖县级"));
    }
}
