package io.github.taggedcache.test;

import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockingDetails;

/**
 * A test that looks at what its application asks of the cache manager.
 */
@SpringBootTest(classes = Shop.class)
@AutoConfigureTaggedCache
class MockedManagerTests {

	@MockitoBean
	private TaggedCacheManager manager;

	@Test
	void nothingHasHappenedToTheMockBeforeATest() {
		assertThat(mockingDetails(this.manager).getInvocations())
			.noneMatch((invocation) -> invocation.getMethod().getName().startsWith("invalidate"));
	}

}
