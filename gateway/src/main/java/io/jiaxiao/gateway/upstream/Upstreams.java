package io.jiaxiao.gateway.upstream;

import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.upstream.Outcome.Answered;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls services: an instance that lives, one more try where that is safe, and nothing at all while it would be in vain. */
public final class Upstreams {

    private static final Logger log = LoggerFactory.getLogger(Upstreams.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Instances instances;
    private final Function<String, ServiceSettings> settings;
    private final UpstreamMeters meters;
    private final Map<String, ServiceGuard> guards = new ConcurrentHashMap<>();

    Upstreams(Instances instances, Function<String, ServiceSettings> settings, UpstreamMeters meters) {
        this.instances = instances;
        this.settings = settings;
        this.meters = meters;
    }

    /** Never throws for anything a service, the network or the caller does. */
    public Outcome send(UpstreamCall call) {
        ServiceGuard guard = guard(call.service(), call.settings());
        Failed refused = guard.enter(call.importance());
        if (refused != null) {
            meters.failed(call.service(), refused.failure());
            return refused;
        }
        long start = System.nanoTime();
        boolean answered = false;
        try {
            UpstreamAnswer answer = exchange(call);
            answered = true;
            answer.afterwards(() -> guard.leave(call.importance()));
            long nanos = System.nanoTime() - start;
            guard.answered(answer, nanos);
            meters.answered(call.service(), answer.status(), nanos);
            return new Answered(answer);
        } catch (BodyTooLongException e) {
            guard.spared();
            return failed(call, Failure.BODY_TOO_LONG, e);
        } catch (CallerBrokeOffException e) {
            guard.spared();
            return failed(call, Failure.CALLER_GONE, e);
        } catch (IOException e) {
            guard.failed(System.nanoTime() - start, e);
            return failed(call, reason(e), e);
        } finally {
            if (!answered) {
                guard.leave(call.importance());
            }
        }
    }

    /** Before anything is done for a request: why it would not be sent for want of a place; null when there is one, for now. */
    public @Nullable Failed full(String service, ServiceSettings wanted, Importance importance) {
        if (guard(service, wanted).hasRoom(importance)) {
            return null;
        }
        meters.failed(service, Failure.FULL);
        return ServiceGuard.FULL;
    }

    private Failed failed(UpstreamCall call, Failure failure, IOException e) {
        meters.failed(call.service(), failure);
        log.info("{} of {} to {}: {}", failure, call.method(), call.service(), e.toString());
        return new Failed(failure, SOON);
    }

    private static Failure reason(IOException e) {
        if (e instanceof NotConnectedException || e instanceof NoInstanceException) {
            return Failure.NOBODY_THERE;
        }
        return e instanceof SocketTimeoutException ? Failure.TIMED_OUT : Failure.BROKE_OFF;
    }

    private ServiceGuard guard(String service, ServiceSettings wanted) {
        ServiceGuard guard = guards.get(service);
        if (guard == null) {
            guard = guards.computeIfAbsent(service, name -> meters.watch(new ServiceGuard(name, wanted), name));
        }
        return guard.with(wanted);
    }

    private UpstreamAnswer exchange(UpstreamCall call) throws IOException {
        Instance instance = instances.pick(call.service(), null);
        if (instance == null) {
            throw new NoInstanceException(call.service());
        }
        try {
            return exchangeWith(instance, call, false);
        } catch (SecondTry again) {
            Instance other = instances.pick(call.service(), instance);
            if (other == null && !again.sameWillDo()) {
                throw again.cause();
            }
            meters.secondTry(call.service());
            try {
                return exchangeWith(other == null ? instance : other, call, true);
            } catch (SecondTry enough) {
                throw enough.cause();
            }
        }
    }

    /** @throws SecondTry when it failed before the request can have had any effect that a repetition would double */
    private static UpstreamAnswer exchangeWith(Instance instance, UpstreamCall call, boolean fresh)
            throws IOException, SecondTry {
        Instance.Lease lease;
        try {
            lease = instance.lease(call.settings().connectTimeout(), fresh, !call.mayBeSentTwice());
        } catch (NotConnectedException e) {
            throw new SecondTry(e, false);
        }
        lease.patience(call.readTimeout());
        UpstreamAnswer answer;
        try {
            answer = Exchange.on(lease, instance.address(), call.requestTo(instance.address()));
        } catch (SocketTimeoutException e) {
            instance.avoid();
            throw e;
        } catch (BodyTooLongException | CallerBrokeOffException e) {
            throw e;
        } catch (IOException e) {
            if (lease.wasUsed() && call.mayBeSentTwice() && call.body().repeatable()) {
                throw new SecondTry(e, true);
            }
            throw e;
        }
        if (Exchange.isGoingDown(answer)) {
            instance.avoid();
            answer.drop();
            var down = new NoInstanceException(call.service());
            if (call.body().repeatable()) {
                throw new SecondTry(down, false);
            }
            throw down;
        }
        return answer;
    }

    /**
     * A small document of a service, past its breaker: keys must be had exactly when things are bad.
     *
     * @throws IllegalStateException when no instance answers with it
     */
    public String text(String service, String path) {
        ServiceSettings how = settings.apply(service);
        var call = new UpstreamCall(
                service, how, how.readTimeout(), Importance.CORE, "GET", path, List.of(), new RequestBody.None());
        try {
            UpstreamAnswer answer = exchange(call);
            if (answer.status() != 200 || !answer.isAllHere()) {
                answer.drop();
                throw new IllegalStateException(service + path + " answered " + answer.status());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(service + path + " cannot be had", e);
        }
    }

    private static final class NoInstanceException extends IOException {

        private static final long serialVersionUID = 1L;

        NoInstanceException(String service) {
            super("nobody is there for " + service);
        }
    }

    /** Another instance may be asked; the same one when only its kept connection was bad. */
    private static final class SecondTry extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient IOException cause;
        private final boolean sameWillDo;

        SecondTry(IOException cause, boolean sameWillDo) {
            super(null, null, false, false);
            this.cause = cause;
            this.sameWillDo = sameWillDo;
        }

        IOException cause() {
            return cause;
        }

        boolean sameWillDo() {
            return sameWillDo;
        }
    }

    /** For tests and diagnosis. */
    @Nullable
    ServiceGuard guardOf(String service) {
        return guards.get(service);
    }
}
