package io.jiaxiao.starter.remote;

import java.net.URI;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Finds a living instance of a neighbour for the few calls that come before Feign: its keys and our tokens. */
public class Neighbours {

    private static final int TRIES = 2;

    private final LoadBalancerClient instances;
    private final RestClient http;

    public Neighbours(LoadBalancerClient instances, RestClient http) {
        this.instances = instances;
        this.http = http;
    }

    /** @throws NeighbourUnavailableException when no instance answers */
    public String get(String service, String path) {
        return call(
                service,
                base -> body(http.get().uri(base.resolve(path)).retrieve().body(String.class)));
    }

    /**
     * Posts a form with basic authentication.
     *
     * @throws NeighbourUnavailableException when no instance answers
     * @throws org.springframework.web.client.RestClientResponseException when the answer is not 2xx
     */
    String postForm(String service, String path, String user, String password, MultiValueMap<String, String> form) {
        return call(
                service,
                base -> body(http.post()
                        .uri(base.resolve(path))
                        .headers(headers -> headers.setBasicAuth(user, password))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(form)
                        .retrieve()
                        .body(String.class)));
    }

    private String call(String service, Call call) {
        for (int attempt = 1; ; attempt++) {
            ServiceInstance instance = instances.choose(service);
            if (instance == null) {
                throw new NeighbourUnavailableException(service + " has no instance", null);
            }
            try {
                return call.at(instance.getUri());
            } catch (ResourceAccessException e) {
                if (attempt == TRIES) {
                    throw new NeighbourUnavailableException(service + " does not answer", e);
                }
            }
        }
    }

    private static String body(@org.jspecify.annotations.Nullable String body) {
        return body == null ? "" : body;
    }

    private interface Call {
        String at(URI base);
    }
}
