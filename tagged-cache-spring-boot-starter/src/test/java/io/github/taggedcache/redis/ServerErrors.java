package io.github.taggedcache.redis;

import io.github.taggedcache.testsupport.RedisServer;
import io.github.taggedcache.testsupport.RespConnection;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The errors that a server has answered with, as it counts them itself.
 */
public record ServerErrors(RedisServer server) {

	/**
	 * Waits until the server has refused something with this error.
	 * @param code first word of the error
	 */
	public void await(String code) {
		Awaitility.await("the server answers with " + code)
			.atMost(LettuceFactories.TIMEOUT)
			.untilAsserted(() -> assertThat(statistics()).contains("errorstat_" + code + ":"));
	}

	private String statistics() {
		try (RespConnection connection = this.server.connect()) {
			return connection.text("INFO", "errorstats");
		}
	}

}
