package io.jiaxiao.roster.signin.oauth;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints no controller of ours stands behind, for the API document. */
@Configuration(proxyBeanMethods = false)
class TokenEndpointDocs {

    private static final String TAG = "token-endpoints";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    @Bean
    OpenApiCustomizer tokenEndpoints() {
        return api -> {
            token(api);
            revoke(api);
            keys(api);
            authorize(api);
        };
    }

    private static void token(OpenAPI api) {
        Schema<?> form = form(
                List.of("grant_type"),
                "client_id",
                "client_secret",
                "mobile",
                "code",
                "device_id",
                "refresh_token",
                "scope",
                "redirect_uri",
                "code_verifier");
        form.addProperty(
                "grant_type",
                new StringSchema()
                        ._enum(List.of(
                                Grants.SMS_CODE.getValue(),
                                "refresh_token",
                                "authorization_code",
                                "client_credentials")));
        Schema<?> tokens = new ObjectSchema()
                .addProperty("access_token", new StringSchema())
                .addProperty("token_type", new StringSchema())
                .addProperty("expires_in", new Schema<>().type("integer"))
                .addProperty("refresh_token", new StringSchema())
                .addProperty("scope", new StringSchema());
        api.path(
                "/auth/token",
                new PathItem()
                        .post(operation("token", "Exchanges a code, a refresh token or a client's secret for tokens.")
                                .requestBody(body(form))
                                .responses(new ApiResponses()
                                        .addApiResponse("200", answer("Tokens", tokens))
                                        .addApiResponse("400", answer("Refused (RFC 6749, 5.2)", error()))
                                        .addApiResponse("401", answer("Unknown client", error()))
                                        .addApiResponse("503", answer("Try again", error())))));
    }

    private static void revoke(OpenAPI api) {
        api.path(
                "/auth/revoke",
                new PathItem()
                        .post(operation("revoke", "Ends the session a refresh token belongs to (RFC 7009).")
                                .requestBody(body(form(List.of("token", "client_id"), "token", "client_id")))
                                .responses(new ApiResponses()
                                        .addApiResponse("200", new ApiResponse().description("Ended, or unknown"))
                                        .addApiResponse("400", answer("Refused", error())))));
    }

    private static void keys(OpenAPI api) {
        Schema<?> keys = new ObjectSchema()
                .addProperty("keys", new Schema<>().type("array").items(new ObjectSchema()));
        api.path(
                "/auth/jwks",
                new PathItem()
                        .get(operation("jwks", "The public keys tokens are verified with (RFC 7517).")
                                .responses(new ApiResponses().addApiResponse("200", answer("Keys", keys)))));
    }

    private static void authorize(OpenAPI api) {
        Operation operation =
                operation("authorize", "Begins the console's sign-in: authorization code with PKCE, S256.");
        for (String name : List.of(
                "response_type",
                "client_id",
                "redirect_uri",
                "scope",
                "state",
                "code_challenge",
                "code_challenge_method")) {
            operation.addParametersItem(new Parameter().in("query").name(name).schema(new StringSchema()));
        }
        operation.setResponses(new ApiResponses()
                .addApiResponse("302", new ApiResponse().description("To the sign-in page, or back with a code"))
                .addApiResponse("400", new ApiResponse().description("Not a client or address we know")));
        api.path("/auth/authorize", new PathItem().get(operation));
    }

    private static Operation operation(String id, String summary) {
        return new Operation().operationId(id).summary(summary).addTagsItem(TAG);
    }

    private static Schema<?> form(List<String> required, String... fields) {
        Schema<?> form = new ObjectSchema().required(required);
        for (String field : fields) {
            form.addProperty(field, new StringSchema());
        }
        return form;
    }

    private static RequestBody body(Schema<?> form) {
        return new RequestBody().required(true).content(new Content().addMediaType(FORM, new MediaType().schema(form)));
    }

    private static Schema<?> error() {
        return new ObjectSchema()
                .addProperty("error", new StringSchema())
                .addProperty("error_description", new StringSchema());
    }

    private static ApiResponse answer(String description, Schema<?> schema) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(JSON, new MediaType().schema(schema)));
    }
}
