package io.jiaxiao.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What one core, its memory and the disk do by themselves at the moment. A machine that is shared may do everything else several
 * times slower from one day to the next, so numbers are compared only where these are alike.
 *
 * @param memoryNanos a read of memory that depends on the one before, within 8 MB
 * @param signatures  RSA signatures of 2048 bits a second, which need no memory to speak of
 * @param syncMillis  4 KB written and forced to the disk, the median
 */
record Yardstick(double memoryNanos, long signatures, double syncMillis) {

    private static final int CELLS = 2 * 1024 * 1024;
    private static final int READS = 5_000_000;
    private static final int SYNCS = 51;
    private static final Duration SIGNING = Duration.ofMillis(700);

    /** Some three seconds of one core. @param folder on the disk that counts */
    static Yardstick measure(Path folder) {
        try {
            Files.createDirectories(folder);
            return new Yardstick(memory(), signing(), syncing(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot measure the disk under " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double memory() {
        int[] next = oneCircle();
        int at = walk(next, 0);
        long start = System.nanoTime();
        at = walk(next, at);
        double nanos = (double) (System.nanoTime() - start) / READS;
        // what nobody looks at the compiler would leave out
        return at < 0 ? Double.NaN : nanos;
    }

    /** Each cell names the next, in an order no one foresees, through all of them (Sattolo). */
    private static int[] oneCircle() {
        int[] next = new int[CELLS];
        Arrays.setAll(next, i -> i);
        var random = new Random(1);
        for (int i = CELLS - 1; i > 0; i--) {
            int j = random.nextInt(i);
            int kept = next[i];
            next[i] = next[j];
            next[j] = kept;
        }
        return next;
    }

    private static int walk(int[] next, int from) {
        int at = from;
        for (int i = 0; i < READS; i++) {
            at = next[at];
        }
        return at;
    }

    private static long signing() throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.generateKeyPair().getPrivate());
        sign(signature);
        return Math.round(sign(signature) / (SIGNING.toMillis() / 1000.0));
    }

    private static long sign(Signature signature) throws GeneralSecurityException {
        long end = System.nanoTime() + SIGNING.toNanos();
        long signed = 0;
        while (System.nanoTime() < end) {
            signature.update((byte) signed);
            signature.sign();
            signed++;
        }
        return signed;
    }

    private static double syncing(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "yardstick", ".tmp");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return nanos[SYNCS / 2] / 1_000_000.0;
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "memory %.0f ns, %,d signatures/s, sync %.2f ms", memoryNanos, signatures, syncMillis);
    }
}
