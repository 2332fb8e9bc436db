package io.github.taggedcache.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.taggedcache.testsupport.RedisCluster;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Connection factories like those that Spring Boot makes.
 */
public final class LettuceFactories {

	/** Command timeout; long, as the machine may be busy. */
	public static final Duration TIMEOUT = Duration.ofSeconds(10);

	private LettuceFactories() {
	}

	public static LettuceConnectionFactory of(URI server) {
		return of(server, (client) -> {
		});
	}

	public static LettuceConnectionFactory of(URI server, Consumer<LettuceClientConfigurationBuilder> client) {
		return started(unstarted(server, client));
	}

	public static LettuceConnectionFactory unstarted(URI server, Consumer<LettuceClientConfigurationBuilder> client) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(server.getHost(),
				server.getPort());
		if (server.getUserInfo() != null) {
			String[] credentials = server.getUserInfo().split(":", 2);
			configuration.setUsername(credentials[0]);
			configuration.setPassword(credentials[1]);
		}
		return unstarted(configuration, client);
	}

	public static LettuceConnectionFactory of(RedisConfiguration configuration) {
		return started(unstarted(configuration, (client) -> {
		}));
	}

	public static LettuceConnectionFactory of(RedisConfiguration configuration,
			Consumer<LettuceClientConfigurationBuilder> client) {
		return started(unstarted(configuration, client));
	}

	public static LettuceConnectionFactory of(RedisCluster cluster) {
		return of(configuration(cluster));
	}

	public static LettuceConnectionFactory of(RedisCluster cluster,
			Consumer<LettuceClientConfigurationBuilder> client) {
		return of(configuration(cluster), client);
	}

	public static LettuceConnectionFactory of(RedisCluster cluster, String user, String password) {
		RedisClusterConfiguration configuration = configuration(cluster);
		configuration.setUsername(user);
		configuration.setPassword(password);
		return of(configuration);
	}

	private static RedisClusterConfiguration configuration(RedisCluster cluster) {
		List<RedisNode> nodes = cluster.nodes()
			.stream()
			.map((node) -> new RedisNode(node.getHost(), node.getPort()))
			.toList();
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		configuration.setClusterNodes(nodes);
		return configuration;
	}

	private static LettuceConnectionFactory unstarted(RedisConfiguration configuration,
			Consumer<LettuceClientConfigurationBuilder> client) {
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder()
			.commandTimeout(TIMEOUT)
			.shutdownTimeout(Duration.ofMillis(100))
			.shutdownQuietPeriod(Duration.ZERO);
		client.accept(builder);
		return new LettuceConnectionFactory(configuration, builder.build());
	}

	private static LettuceConnectionFactory started(LettuceConnectionFactory factory) {
		factory.afterPropertiesSet();
		return factory;
	}

}
