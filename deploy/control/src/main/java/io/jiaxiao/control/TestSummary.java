package io.jiaxiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Adds up the reports Surefire and Failsafe leave in all modules. Uses nothing but the JDK, so that {@code ./platform
 * test} can run this very source file when nothing could be built.
 */
public final class TestSummary {

    /** How tests ended; one that broke with an error counts as failed. */
    record Counts(long passed, long failed, long skipped) {

        Counts plus(Counts other) {
            return new Counts(passed + other.passed, failed + other.failed, skipped + other.skipped);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d passed, %d failed, %d skipped", passed, failed, skipped);
        }
    }

    private TestSummary() {}

    /**
     * Prints the sum of all reports below the folder as the one line {@code N passed, N failed, N skipped}.
     *
     * @param args the repository's folder
     */
    public static void main(String[] args) throws IOException {
        System.out.println(of(Path.of(args[0])));
    }

    static Counts of(Path root) throws IOException {
        List<Path> reports;
        try (Stream<Path> files = Files.walk(root)) {
            reports = files.filter(TestSummary::isReport).toList();
        }
        Counts sum = new Counts(0, 0, 0);
        for (Path report : reports) {
            sum = sum.plus(read(report));
        }
        return sum;
    }

    private static boolean isReport(Path file) {
        Path folder = file.getParent();
        String name = file.getFileName().toString();
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && folder != null
                && (folder.endsWith("target/surefire-reports") || folder.endsWith("target/failsafe-reports"));
    }

    private static Counts read(Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var text = Files.newBufferedReader(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(text);
            xml.nextTag();
            long failed = number(xml, "failures") + number(xml, "errors");
            long skipped = number(xml, "skipped");
            return new Counts(number(xml, "tests") - failed - skipped, failed, skipped);
        } catch (XMLStreamException | NumberFormatException broken) {
            throw new IOException(report + " is not a test report: " + broken.getMessage(), broken);
        }
    }

    private static long number(XMLStreamReader xml, String attribute) {
        return Long.parseLong(xml.getAttributeValue(null, attribute));
    }
}
