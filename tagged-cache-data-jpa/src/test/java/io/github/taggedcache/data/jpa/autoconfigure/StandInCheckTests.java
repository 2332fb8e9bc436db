package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.domain.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with objects that stand for entities is an error at the start, where the
 * return type of a cached method shows them.
 */
class StandInCheckTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=stand-ins",
				"spring.datasource.generate-unique-name=true");

	@ParameterizedTest
	@MethodSource("methods")
	void missingPropertyIsAnErrorAtTheStart(Class<?> service) {
		this.runner.withBean(service)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(SetupException.class)
				.hasMessageContaining(Row.class.getName())
				.hasMessageContaining("do not have: rowId")
				.hasMessageContaining("Name a record component"));
	}

	private static Stream<Class<?>> methods() {
		return Stream.of(Alone.class, InAList.class, InAnOptional.class, InAPage.class, InAMono.class, InAFlux.class,
				InAFuture.class, InAMap.class, InAnArray.class, InARecord.class, OfAPut.class, OfATypeVariable.class);
	}

	@Test
	void classThatIsNoEntityIsAnErrorAtTheStart() {
		this.runner.withBean(OfNoEntities.class)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(SetupException.class)
				.hasMessageContaining("java.lang.String, which is no entity"));
	}

	@Test
	void entityWithoutTagsIsAnErrorAtTheStart() {
		this.runner.withBean(Rights.class)
			.withPropertyValues("tagged-cache.data-jpa.entities=annotated")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(SetupException.class)
				.hasMessageContaining("which has no tags")
				.hasMessageContaining("Put @CachedEntity on it"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Rights.class, Abstracts.class, Uncached.class })
	void whatMayBeRightIsNoError(Class<?> service) {
		this.runner.withBean(service).run((context) -> assertThat(context).hasNotFailed());
	}

	@Entity(name = "Goods")
	static class Goods {

		@Id
		long id;

	}

	@EntityTags(value = Goods.class, id = "rowId")
	record Row(long id) {
	}

	record Holder(String name, List<Row> rows) {
	}

	@EntityTags(Goods.class)
	record Right(long id) {
	}

	@EntityTags(String.class)
	record OfNoEntity(long id) {
	}

	/**
	 * The objects may have an id.
	 */
	@EntityTags(Goods.class)
	interface Shown {

		String getName();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EntityScan(basePackageClasses = StandInCheckTests.class)
	static class Application {

	}

	static class Alone {

		@Cacheable("rows")
		public Row row(long id) {
			return new Row(id);
		}

	}

	static class InAList {

		@Cacheable("rows")
		public List<? extends Row> rows(long id) {
			return List.of();
		}

	}

	static class InAnOptional {

		@Cacheable("rows")
		public Optional<Row> row(long id) {
			return Optional.empty();
		}

	}

	static class InAPage {

		@Cacheable("rows")
		public Page<Row> rows(long id) {
			return Page.empty();
		}

	}

	static class InAMono {

		@Cacheable("rows")
		public Mono<Row> row(long id) {
			return Mono.empty();
		}

	}

	static class InAFlux {

		@Cacheable("rows")
		public Flux<Row> rows(long id) {
			return Flux.empty();
		}

	}

	static class InAFuture {

		@Cacheable("rows")
		public CompletableFuture<List<Row>> rows(long id) {
			return CompletableFuture.completedFuture(List.of());
		}

	}

	static class InAMap {

		@Cacheable("rows")
		public Map<String, List<Row>> rows(long id) {
			return Map.of();
		}

	}

	static class InAnArray {

		@Cacheable("rows")
		public Row[] rows(long id) {
			return new Row[0];
		}

	}

	static class InARecord {

		@Cacheable("rows")
		public Holder rows(long id) {
			return new Holder("", List.of());
		}

	}

	static class OfAPut {

		@CachePut("rows")
		public Row row(long id) {
			return new Row(id);
		}

	}

	abstract static class Generic<T> {

		@Cacheable("rows")
		public List<T> rows(long id) {
			return List.of();
		}

	}

	static class OfATypeVariable extends Generic<Row> {

	}

	static class OfNoEntities {

		@Cacheable("rows")
		public OfNoEntity row(long id) {
			return new OfNoEntity(id);
		}

	}

	static class Rights {

		@Cacheable("rows")
		public List<Right> rows(long id) {
			return List.of(new Right(id));
		}

	}

	static class Abstracts {

		@Cacheable("rows")
		public List<Shown> rows(long id) {
			return List.of();
		}

	}

	static class Uncached {

		public Row row(long id) {
			return new Row(id);
		}

	}

}
