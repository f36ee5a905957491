package io.jiaxiao.roster.signin.oauth;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The person a user's token is about, and the session it belongs to. */
final class SignedInPerson extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final long personId;
    private final long familyId;

    SignedInPerson(long personId, long familyId) {
        super(List.of());
        this.personId = personId;
        this.familyId = familyId;
        setAuthenticated(true);
    }

    long familyId() {
        return familyId;
    }

    @Override
    public Object getPrincipal() {
        return Long.toString(personId);
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
