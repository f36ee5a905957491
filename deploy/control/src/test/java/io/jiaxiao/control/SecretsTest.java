package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path home;

    @Test
    void theFirstCallMakesThemAll_theSecondTouchesNone() throws IOException {
        Secrets secrets = secrets();

        int made = secrets.generateMissing();
        Map<String, String> before = contents();

        assertThat(made).isEqualTo(before.size() + 1);
        assertThat(secrets.generateMissing()).isZero();
        assertThat(contents()).isEqualTo(before);
        assertThat(before.keySet())
                .contains(
                        "jiaxiao.db.password.roster",
                        "jiaxiao.db.password.message",
                        "jiaxiao.pii.keyset",
                        "jiaxiao.pii.index-keyset",
                        "jiaxiao.jwt.signing-keys",
                        "jiaxiao.client-secret.gateway",
                        "jiaxiao.client-secret.aixue",
                        "jiaxiao.mas.secret-key",
                        "jiaxiao.callback.path-token",
                        "jiaxiao.demo.operator-password");
    }

    @Test
    void whatAPartnersPrivateKeySigns_itsPublicKeyVerifies() throws Exception {
        secrets().generateMissing();
        verifies("jiaxiao.alipay.merchant-private-key", "jiaxiao.alipay.merchant-public-key");
        verifies("jiaxiao.partners.alipay.private-key", "jiaxiao.alipay.public-key");
    }

    private void verifies(String privateKey, String publicKey) throws Exception {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        Base64.Decoder base64 = Base64.getDecoder();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.generatePrivate(
                new PKCS8EncodedKeySpec(base64.decode(secrets().named(privateKey)))));
        signature.update(new byte[] {1});
        byte[] signed = signature.sign();
        signature.initVerify(rsa.generatePublic(
                new X509EncodedKeySpec(base64.decode(secrets().named(publicKey)))));
        signature.update(new byte[] {1});
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void aSecretPutThereByHand_stays() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/jiaxiao.mas.secret-key"), "from the contract");

        secrets().generateMissing();

        assertThat(secrets().named("jiaxiao.mas.secret-key")).isEqualTo("from the contract");
    }

    @Test
    void nobodyButTheOwnerReadsThem() throws IOException {
        secrets().generateMissing();

        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void everyRandomOneIsDifferent_andServicesAreNotGivenTheRootPassword() throws IOException {
        secrets().generateMissing();

        assertThat(contents().values()).doesNotHaveDuplicates();
        assertThat(contents()).doesNotContainKey("jiaxiao.db.password.root");
        assertThat(secrets().databaseRootPassword()).isPresent();
    }

    @Test
    void theKeysetsEncryptAndIndex() throws Exception {
        secrets().generateMissing();

        Aead aead = keyset("jiaxiao.pii.keyset").getPrimitive(RegistryConfiguration.get(), Aead.class);
        byte[] sealed = aead.encrypt("张𠮷明".getBytes(StandardCharsets.UTF_8), new byte[0]);
        assertThat(new String(aead.decrypt(sealed, new byte[0]), StandardCharsets.UTF_8))
                .isEqualTo("张𠮷明");
        PrfSet prf = keyset("jiaxiao.pii.index-keyset").getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        assertThat(prf.computePrimary(new byte[] {1}, 16)).hasSize(16);
    }

    @Test
    void whatTheSigningKeySigns_itsPublicPartVerifies() throws Exception {
        secrets().generateMissing();
        String jwks = secrets().named("jiaxiao.jwt.signing-keys");
        BigInteger modulus = number(jwks, "n");
        byte[] message = "header.payload".getBytes(StandardCharsets.UTF_8);

        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(
                KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(modulus, number(jwks, "d"))));
        signer.update(message);
        byte[] signature = signer.sign();

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(jwks, "e"))));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(modulus.bitLength()).isEqualTo(2048);
        assertThat(number(jwks, "p").multiply(number(jwks, "q"))).isEqualTo(modulus);
    }

    @Test
    void aSecretThatIsNotThere_isNamedInThePlainLine() {
        assertThatThrownBy(() -> secrets().named("jiaxiao.pii.keyset"))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("jiaxiao.pii.keyset");
    }

    private Secrets secrets() {
        return new Secrets(Settings.beside(home, home, 0));
    }

    private KeysetHandle keyset(String name) throws Exception {
        return TinkJsonProtoKeysetFormat.parseKeyset(secrets().named(name), InsecureSecretKeyAccess.get());
    }

    private static BigInteger number(String jwks, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(jwks);
        assertThat(matcher.find()).as(member).isTrue();
        return new BigInteger(1, Base64.getUrlDecoder().decode(matcher.group(1)));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (var files = Files.list(home.resolve("secrets"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
