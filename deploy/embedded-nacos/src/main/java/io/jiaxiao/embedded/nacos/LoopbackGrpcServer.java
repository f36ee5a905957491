package io.jiaxiao.embedded.nacos;

import com.alibaba.nacos.core.remote.ConnectionManager;
import com.alibaba.nacos.core.remote.grpc.AddressTransportFilter;
import com.alibaba.nacos.core.remote.grpc.GrpcBiStreamRequestAcceptor;
import com.alibaba.nacos.core.remote.grpc.GrpcConnectionInterceptor;
import com.alibaba.nacos.core.remote.grpc.GrpcRequestAcceptor;
import com.alibaba.nacos.core.remote.grpc.GrpcSdkServer;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What clients register with, on loopback; Nacos' own listens on every address of the machine. */
class LoopbackGrpcServer extends GrpcSdkServer {

    private final GrpcRequestAcceptor requests;
    private final GrpcBiStreamRequestAcceptor streams;
    private final ConnectionManager connections;
    private @Nullable Server server;

    LoopbackGrpcServer(
            GrpcRequestAcceptor requests, GrpcBiStreamRequestAcceptor streams, ConnectionManager connections) {
        this.requests = requests;
        this.streams = streams;
        this.connections = connections;
    }

    @Override
    public void startServer() throws IOException {
        GrpcConnectionInterceptor interceptor = new GrpcConnectionInterceptor();
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), getServicePort()))
                .executor(getRpcExecutor())
                .addService(ServerInterceptors.intercept(requests, interceptor))
                .addService(ServerInterceptors.intercept(streams, interceptor))
                .addTransportFilter(new AddressTransportFilter(connections))
                .maxInboundMessageSize(getMaxInboundMessageSize())
                .keepAliveTime(getKeepAliveTime(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(getKeepAliveTimeout(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(getPermitKeepAliveTime(), TimeUnit.MILLISECONDS)
                .build()
                .start();
    }

    @Override
    public void shutdownServer() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}
