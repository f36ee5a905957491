package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.starter.security.Audiences;
import io.jiaxiao.starter.security.SecurityProperties;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What a token says (ADR 0008). A user's roles are read anew for every token, so that a withdrawn one is gone within an
 * access token's life. An operator's role is in the console's tokens only: a parent's app needs none.
 */
final class TokenContents implements OAuth2TokenCustomizer<JwtEncodingContext> {

    static final String ROLES = "roles";
    static final String SESSION = "sid";
    private static final String CLIENT = "client_id";
    private static final String SCHOOL_OPERATOR = "SCHOOL_OPERATOR";

    private final People people;
    private final String issuer;

    TokenContents(People people, SecurityProperties security) {
        this.people = people;
        this.issuer = security.issuer();
    }

    @Override
    public void customize(JwtEncodingContext context) {
        JwtClaimsSet.Builder claims = context.getClaims()
                .issuer(issuer)
                .claim(CLIENT, context.getRegisteredClient().getClientId());
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            forClient(claims, context);
        } else {
            forUser(claims, context);
        }
    }

    private void forUser(JwtClaimsSet.Builder claims, JwtEncodingContext context) {
        Authentication principal = Objects.requireNonNull(context.getPrincipal());
        long personId = Long.parseLong(principal.getName());
        // the console's browser session outlives the account it was opened with
        if (people.find(personId).filter(Person::active).isEmpty()) {
            throw TokenRefused.invalidGrant("该账号已停用，请联系管理员");
        }
        boolean console = context.getRegisteredClient().getClientId().equals(Clients.CONSOLE);
        List<String> roles = people.roles(personId).stream()
                .filter(grant -> console || grant.role() != Role.OPERATOR)
                .map(TokenContents::name)
                .distinct()
                .toList();
        claims.audience(List.of(Audiences.API)).claim(ROLES, roles).claim("scope", List.of(Clients.USER_SCOPE));
        if (principal instanceof SignedInPerson person) {
            claims.claim(SESSION, Long.toString(person.familyId()));
        }
    }

    /** Other services know no units: to them OPERATOR means everywhere. */
    private static String name(RoleGrant grant) {
        return grant.role() == Role.OPERATOR && grant.unitId() != OrgUnit.ROOT
                ? SCHOOL_OPERATOR
                : grant.role().name();
    }

    private static void forClient(JwtClaimsSet.Builder claims, JwtEncodingContext context) {
        ClientSettings settings = context.getRegisteredClient().getClientSettings();
        String audience = settings.getSetting(Clients.AUDIENCE);
        String role = settings.getSetting(Clients.ROLE);
        Set<String> asked = context.getAuthorizedScopes();
        Set<String> granted = asked.isEmpty() && audience != null
                ? context.getRegisteredClient().getScopes()
                : asked;
        claims.audience(List.of(audience != null ? audience : target(granted))).claim("scope", List.copyOf(granted));
        if (role != null) {
            claims.claim(ROLES, List.of(role));
        }
    }

    /** A service's token opens one neighbour. */
    private static String target(Set<String> scopes) {
        if (scopes.size() != 1) {
            throw TokenRefused.invalidScope("须且只能申请一个 internal:<服务名> 范围");
        }
        return scopes.iterator().next().substring(Clients.INTERNAL.length());
    }
}
