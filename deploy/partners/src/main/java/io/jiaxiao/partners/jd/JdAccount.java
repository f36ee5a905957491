package io.jiaxiao.partners.jd;

/**
 * The application and the account JD knows.
 *
 * @param clientSecret empty when none is configured: then nobody can sign in
 * @param password in clear, as JD keeps it for the comparison
 */
record JdAccount(String clientId, String clientSecret, String username, String password) {

    boolean isOpen() {
        return !clientSecret.isBlank() && !password.isBlank();
    }

    @Override
    public String toString() {
        return "JdAccount[" + clientId + "]";
    }
}
