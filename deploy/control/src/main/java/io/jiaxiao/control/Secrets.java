package io.jiaxiao.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The secrets of one machine, each a file only its owner may read, named after the property it becomes. They are made
 * once; a file that is there is never touched, so that a key put there by hand (or rotated) stays.
 */
final class Secrets {

    /** Everyone who may ask for a token with a secret of their own: our services and the product lines that call us. */
    static final List<String> CLIENTS = List.of(
            "roster-service",
            "message-service",
            "mall-service",
            "order-service",
            "risk-reconcile-service",
            "gateway",
            "xiaoxuntong",
            "shuzhijiaxiao",
            "dingzhihua",
            "zhongxiangyuedu",
            "aixue",
            "platform-control");

    /** The merchant's key pair and, for the simulated partner, Alipay's: private key, public key. */
    private static final Map<String, String> KEY_PAIRS = Map.of(
            "jiaxiao.alipay.merchant-private-key", "jiaxiao.alipay.merchant-public-key",
            "jiaxiao.partners.alipay.private-key", "jiaxiao.alipay.public-key");

    private static final String DATABASE_ROOT = "jiaxiao.db.password.root";
    private static final int SECRET_BYTES = 24;

    private final Path folder;
    private final Path adminFolder;

    Secrets(Settings settings) {
        this.folder = settings.secretsDir();
        this.adminFolder = settings.adminSecretsDir();
    }

    /**
     * Makes what is missing.
     *
     * @return how many were made
     */
    int generateMissing() {
        int made = 0;
        for (var secret : wanted().entrySet()) {
            made += createIfMissing(folder, secret.getKey(), secret.getValue());
        }
        for (var pair : KEY_PAIRS.entrySet()) {
            made += createIfMissing(folder, pair.getKey(), Keysets::rsaPrivate);
            made += createIfMissing(folder, pair.getValue(), () -> Keysets.rsaPublicOf(named(pair.getKey())));
        }
        return made + createIfMissing(adminFolder, DATABASE_ROOT, Secrets::random);
    }

    /** The password of a schema's own user. */
    String databasePassword(String schema) {
        return read(folder.resolve("jiaxiao.db.password." + schema));
    }

    /** The password of the embedded database's root; empty before the first {@code up}. */
    Optional<String> databaseRootPassword() {
        Path file = adminFolder.resolve(DATABASE_ROOT);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** The secret that becomes the property {@code name}. */
    String named(String name) {
        return read(folder.resolve(name));
    }

    private static Map<String, Supplier<String>> wanted() {
        Map<String, Supplier<String>> wanted = new TreeMap<>();
        for (ServiceSpec spec : ServiceSpec.ALL) {
            spec.schema().ifPresent(schema -> wanted.put("jiaxiao.db.password." + schema, Secrets::random));
        }
        for (String client : CLIENTS) {
            wanted.put("jiaxiao.client-secret." + client, Secrets::random);
        }
        wanted.put("jiaxiao.pii.keyset", Keysets::encryption);
        wanted.put("jiaxiao.pii.index-keyset", Keysets::blindIndex);
        wanted.put("jiaxiao.jwt.signing-keys", Keysets::tokenSigning);
        wanted.put("jiaxiao.mas.secret-key", Secrets::random);
        wanted.put("jiaxiao.callback.path-token", Secrets::random);
        wanted.put("jiaxiao.jd.client-secret", Secrets::random);
        wanted.put("jiaxiao.jd.password", Secrets::random);
        wanted.put("jiaxiao.niannianka.app-secret", Secrets::random);
        wanted.put("jiaxiao.kefei.md5-key", Secrets::random);
        wanted.put("jiaxiao.carrier.sign-key", Secrets::random);
        wanted.put("jiaxiao.demo.operator-password", Secrets::random);
        return wanted;
    }

    private static int createIfMissing(Path folder, String name, Supplier<String> value) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return 0;
        }
        try {
            createOwnersFolder(folder);
            Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
            Files.deleteIfExists(partial);
            if (posix(file)) {
                Files.createFile(
                        partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(partial, value.get());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the secret " + file, e);
        }
    }

    private static void createOwnersFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (posix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new CannotContinue("The secret " + file + " cannot be read; ./platform up makes it");
        }
    }

    private static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
