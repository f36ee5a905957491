package io.jiaxiao.gateway.edge;

/**
 * Which paths are understood in only one way. Whatever two programs could read differently (dots, empty segments,
 * encoded separators, matrix parameters) is refused before anyone has to agree on it.
 */
final class PathRules {

    private static final String ALLOWED = "-._~!$&'()*+,=:@/";

    private PathRules() {}

    /** @param path as it came in, not decoded */
    static boolean isPlain(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (isBadSegment(path, segment, i)) {
                    return false;
                }
                segment = i + 1;
            } else if (path.charAt(i) == '%') {
                if (isBadEscape(path, i)) {
                    return false;
                }
                i += 2;
            } else if (!isAllowed(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Empty, unless it is the end; or nothing but dots. */
    private static boolean isBadSegment(String path, int start, int end) {
        if (start == end) {
            return end < path.length();
        }
        return path.charAt(start) == '.' && (end - start == 1 || end - start == 2 && path.charAt(start + 1) == '.');
    }

    private static boolean isBadEscape(String path, int at) {
        if (at + 2 >= path.length()) {
            return true;
        }
        int value = Character.digit(path.charAt(at + 1), 16) * 16 + Character.digit(path.charAt(at + 2), 16);
        boolean hex = Character.digit(path.charAt(at + 1), 16) >= 0 && Character.digit(path.charAt(at + 2), 16) >= 0;
        return !hex || value < 0x20 || value == 0x7F || "/\\.;%".indexOf(value) >= 0;
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ALLOWED.indexOf(c) >= 0;
    }
}
