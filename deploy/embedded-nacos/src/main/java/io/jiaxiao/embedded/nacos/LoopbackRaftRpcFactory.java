package io.jiaxiao.embedded.nacos;

import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.GrpcRaftRpcFactory;
import com.alipay.sofa.jraft.rpc.impl.GrpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import com.google.protobuf.Message;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.util.MutableHandlerRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Raft's server on loopback; the library's own listens on every address of the machine.
 *
 * <p>Found by {@code META-INF/services/com.alipay.sofa.jraft.rpc.RaftRpcFactory}, before the library's by its priority.
 */
@SPI(priority = 10)
public class LoopbackRaftRpcFactory extends GrpcRaftRpcFactory {

    private final Map<String, Message> requestTypes = new ConcurrentHashMap<>();

    @Override
    public void registerProtobufSerializer(String className, Object... instances) {
        super.registerProtobufSerializer(className, instances);
        requestTypes.put(className, (Message) instances[0]);
    }

    @Override
    public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
        MutableHandlerRegistry handlers = new MutableHandlerRegistry();
        RpcServer server = new GrpcServer(
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getPort()))
                        .fallbackHandlerRegistry(handlers)
                        .directExecutor()
                        .build(),
                handlers,
                requestTypes,
                getMarshallerRegistry());
        if (helper != null) {
            helper.config(server);
        }
        return server;
    }
}
