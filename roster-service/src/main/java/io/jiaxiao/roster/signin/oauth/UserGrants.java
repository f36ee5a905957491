package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.signin.SignInWithCode;
import io.jiaxiao.roster.signin.TokenFamilies;
import io.jiaxiao.roster.signin.TokenFamilies.Session;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** The two grants of parents and teachers: an SMS code starts a session, a refresh token goes on with it. */
final class UserGrants implements AuthenticationProvider {

    private final SignInWithCode signIn;
    private final TokenFamilies families;
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;
    private final Clock clock;

    UserGrants(
            SignInWithCode signIn,
            TokenFamilies families,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            Clock clock) {
        this.signIn = signIn;
        this.families = families;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (OAuth2AuthorizationGrantAuthenticationToken) authentication;
        var caller = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
        RegisteredClient client = client(caller, grant.getGrantType());
        Session session = grant instanceof SmsCodeGrant code
                ? signIn(code, client.getClientId())
                : refresh((RefreshGrant) grant, client.getClientId());
        OAuth2AccessToken access = accessToken(client, grant, session);
        var refresh = new OAuth2RefreshToken(session.refreshToken(), clock.instant(), session.refreshTokenExpiresAt());
        return new OAuth2AccessTokenAuthenticationToken(client, caller, access, refresh, Map.of());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return SmsCodeGrant.class.isAssignableFrom(authentication)
                || RefreshGrant.class.isAssignableFrom(authentication);
    }

    private static RegisteredClient client(OAuth2ClientAuthenticationToken caller, AuthorizationGrantType grant) {
        RegisteredClient client = caller.getRegisteredClient();
        if (client == null || !caller.isAuthenticated()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        if (!client.getAuthorizationGrantTypes().contains(grant)) {
            throw TokenRefused.unauthorizedClient();
        }
        return client;
    }

    private Session signIn(SmsCodeGrant grant, String client) {
        return switch (signIn.signIn(grant.mobile(), grant.code(), client, grant.device())) {
            case SignInWithCode.Result.SignedIn done -> done.session();
            case SignInWithCode.Result.WrongCode wrong -> throw TokenRefused.invalidGrant("验证码不正确或已失效，请核对后重试，或重新获取验证码");
            case SignInWithCode.Result.Closed closed -> throw TokenRefused.invalidGrant("该账号已停用，请联系学校或客服");
        };
    }

    private Session refresh(RefreshGrant grant, String client) {
        return families.refresh(grant.token(), client, grant.device(), grant.address())
                .orElseThrow(() -> TokenRefused.invalidGrant("登录已失效，请重新登录"));
    }

    private OAuth2AccessToken accessToken(
            RegisteredClient client, OAuth2AuthorizationGrantAuthenticationToken grant, Session session) {
        OAuth2Token token = tokens.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(new SignedInPerson(session.personId(), session.familyId()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorizedScopes(Set.of(Clients.USER_SCOPE))
                .tokenType(OAuth2TokenType.ACCESS_TOKEN)
                .authorizationGrantType(grant.getGrantType())
                .authorizationGrant(grant)
                .build());
        if (token == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.SERVER_ERROR);
        }
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                token.getTokenValue(),
                token.getIssuedAt(),
                token.getExpiresAt(),
                Set.of(Clients.USER_SCOPE));
    }
}
