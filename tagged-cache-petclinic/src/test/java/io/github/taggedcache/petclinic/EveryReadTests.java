package io.github.taggedcache.petclinic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one instance loads, the other one reads, for every cached method.
 */
@ExtendWith(Clinics.class)
class EveryReadTests {

	@ParameterizedTest
	@MethodSource("readings")
	void otherInstanceReadsWhatThisOneLoaded(Reading reading, Clinics.Pair clinics) {
		String loaded = Picture.of(reading.on(clinics.one()));
		long statements = clinics.other().statements();
		assertThat(Picture.of(reading.on(clinics.other()))).isEqualTo(loaded);
		assertThat(clinics.other().statements()).as("statements to the database").isEqualTo(statements);
	}

	@ParameterizedTest
	@MethodSource("readings")
	void memoryOfThisInstanceHoldsWhatItLoaded(Reading reading, Clinics.Pair clinics) {
		String loaded = Picture.of(reading.on(clinics.one()));
		long hits = clinics.one().statistics(reading.cache()).nearHits();
		assertThat(Picture.of(reading.on(clinics.one()))).isEqualTo(loaded);
		assertThat(clinics.one().statistics(reading.cache()).nearHits()).isEqualTo(hits + 1);
	}

	@ParameterizedTest
	@MethodSource("readings")
	void memoryOfOtherInstanceHoldsWhatItRead(Reading reading, Clinics.Pair clinics) {
		String loaded = Picture.of(reading.on(clinics.one()));
		reading.on(clinics.other());
		long hits = clinics.other().statistics(reading.cache()).nearHits();
		assertThat(Picture.of(reading.on(clinics.other()))).isEqualTo(loaded);
		assertThat(clinics.other().statistics(reading.cache()).nearHits()).isEqualTo(hits + 1);
	}

	private static List<Reading> readings() {
		return Reading.all();
	}

	@Test
	void everyCachedMethodOfTheApplicationIsCalledByTheseTests() {
		Set<String> called = new HashSet<>();
		Reading.all().forEach((reading) -> called.add(reading.method()));
		UnstorableReading.all().forEach((reading) -> called.add(reading.method()));
		assertThat(called).containsExactlyInAnyOrderElementsOf(cachedMethods().toList());
	}

	private static Stream<String> cachedMethods() {
		return classes()
			.flatMap((type) -> type.getAnnotatedMethods(Cacheable.class.getName())
				.stream()
				.map((method) -> ClassUtils.getShortName(type.getClassName()) + "." + method.getMethodName()))
			.distinct();
	}

	private static Stream<AnnotationMetadata> classes() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver()
				.getResources("classpath*:" + ClassUtils.classPackageAsResourcePath(Clinic.class) + "/*/*.class");
			return Stream.of(files).map(EveryReadTests::metadata);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static AnnotationMetadata metadata(Resource file) {
		try {
			return new SimpleMetadataReaderFactory().getMetadataReader(file).getAnnotationMetadata();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
