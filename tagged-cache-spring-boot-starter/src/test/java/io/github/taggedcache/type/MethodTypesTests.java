package io.github.taggedcache.type;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.json.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

class MethodTypesTests {

	private static final String HERE = MethodTypesTests.class.getName() + "$";

	private final MethodTypes types = new MethodTypes(() -> new JsonCodec(JsonMapper.shared()));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			plain             | @Article
			primitive         | java.lang.Long
			nothing           | java.lang.Void
			boxedNothing      | java.lang.Void
			text              | java.lang.String
			bytes             | byte[]
			array             | @Article[]
			genericArray      | @Page<@Article>[]
			generic           | @Page<@Article>
			nested            | java.util.List<java.util.Map<java.lang.String, @Article>>
			optional          | @Article
			optionalList      | java.util.List<@Article>
			rawOptional       | java.lang.Object
			future            | @Article
			futureList        | java.util.List<@Article>
			futureOptional    | java.util.Optional<@Article>
			futureNothing     | java.lang.Void
			stage             | @Article
			ownFuture         | java.util.List<@Article>
			mono              | @Article
			monoList          | java.util.List<@Article>
			monoOptional      | java.util.Optional<@Article>
			flux              | java.util.List<@Article>
			fluxGeneric       | java.util.List<@Page<@Article>>
			rawFlux           | java.util.List<java.lang.Object>
			publisher         | java.util.List<@Article>
			flow              | java.util.List<@Article>
			extending         | java.util.List<@Shape>
			superOf           | java.util.List<@Shape>
			unknownElement    | java.util.List
			unknownValue      | java.util.Map<java.lang.String, java.lang.Object>
			object            | java.lang.Object
			raw               | java.util.List
			variable          | java.lang.Object
			boundedVariable   | @Shape
			listOfVariable    | java.util.List
			listOfBounded     | java.util.List<@Shape>
			selfBounded       | java.lang.Comparable<java.lang.Comparable>
			arrayOfVariable   | java.lang.Object[]
			""")
	void typeIsThatOfTheCachedValue(String method, String type) {
		assertThat(type(Declared.class, method).name()).isEqualTo(type.replace("@", HERE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nested            | java.util.Map<java.lang.String, @Article>
			array             | @Article
			genericArray      | @Page<@Article>
			bytes             | java.lang.Byte
			unknownValue      | java.lang.Object
			extending         | @Shape
			raw               | java.lang.Object
			""")
	void typeOfABatchIsThatOfOneElement(String method, String type) {
		MethodTypes batches = new MethodTypes(() -> new JsonCodec(JsonMapper.shared()), (any, target) -> true);
		assertThat(batches.of(method(Declared.class, method), Declared.class).name())
			.isEqualTo(type.replace("@", HERE));
	}

	@Test
	void typeIsNamedLikeThatOfTheJdk() {
		Type jdk = new ParameterizedTypeReference<List<Map<String, Page<Article[]>>>>() {
		}.getType();
		assertThat(type(Declared.class, "asTheJdk").fingerprint())
			.isEqualTo(new JsonCodec(JsonMapper.shared()).type(jdk, "a customizer").fingerprint());
	}

	@ParameterizedTest
	@CsvSource({ "plain", "generic", "nested", "genericArray", "flux" })
	void typeIsUnderstoodByJackson(String method) {
		ValueType type = type(Declared.class, method);
		assertThat(JsonMapper.shared().constructType(type.type()).toString()).contains("Article");
	}

	@Test
	void variableIsThatOfTheTargetsSuperclass() {
		assertThat(type(ArticleReader.class, "read").name()).isEqualTo(HERE + "Article");
	}

	@Test
	void variableMayStandForAGenericType() {
		assertThat(type(PageReader.class, "read").name()).isEqualTo(HERE + "Page<" + HERE + "Article>");
	}

	@Test
	void variableInsideATypeIsThatOfTheTargetsSuperclass() {
		assertThat(type(PageReader.class, "readAll").name())
			.isEqualTo("java.util.List<" + HERE + "Page<" + HERE + "Article>>");
	}

	@Test
	void variableMayStandForAnArray() {
		assertThat(type(ArrayReader.class, "read").name()).isEqualTo(HERE + "Article[]");
	}

	@Test
	void variableMayStandForAFuture() {
		assertThat(type(FutureReader.class, "read").name()).isEqualTo(HERE + "Article");
	}

	@Test
	void methodOfInterfaceHasTheTypeOfItsImplementation() {
		assertThat(this.types.of(method(Finder.class, "find"), CircleFinder.class).name()).isEqualTo(HERE + "Circle");
	}

	@Test
	void bridgeMethodHasTheTypeOfTheBridgedOne() {
		Method bridge = Stream.of(CircleFinder.class.getDeclaredMethods())
			.filter(Method::isBridge)
			.findFirst()
			.orElseThrow();
		assertThat(this.types.of(bridge, CircleFinder.class).name()).isEqualTo(HERE + "Circle");
	}

	@Test
	void methodOfGenericInterfaceHasTheTypeOfItsImplementation() {
		assertThat(this.types.of(method(Source.class, "get"), ArticleSource.class).name())
			.isEqualTo("java.util.Set<" + HERE + "Article>");
	}

	@Test
	void inheritedDefaultMethodHasTheTypeOfTheTarget() {
		assertThat(this.types.of(method(Source.class, "first"), ArticleSource.class).name())
			.isEqualTo("java.util.Set<" + HERE + "Article>");
	}

	@Test
	void methodOfInterfaceCountsWhereTheTargetIsOfAnotherHierarchy() {
		assertThat(this.types.of(method(ArticleRepository.class, "findAll"), GenericRepository.class))
			.satisfies((type) -> {
				assertThat(type.name()).isEqualTo("java.util.List<" + HERE + "Article>");
				assertThat(type.declaredBy()).contains("ArticleRepository.findAll()");
			});
	}

	@Test
	void jdkProxyHasTheTypesOfItsInterfaces() {
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { ArticleRepository.class },
				(self, method, arguments) -> null);
		assertThat(this.types.of(method(Repository.class, "findById"), proxy.getClass()).name())
			.isEqualTo(HERE + "Article");
	}

	@Test
	void subclassProxyHasTheTypesOfItsTarget() {
		ProxyFactory factory = new ProxyFactory(new PageReader());
		factory.setProxyTargetClass(true);
		assertThat(this.types.of(method(Reader.class, "read"), factory.getProxy().getClass()).name())
			.isEqualTo(HERE + "Page<" + HERE + "Article>");
	}

	@Test
	void declaredByNamesClassMethodAndParameters() {
		assertThat(type(Declared.class, "generic").declaredBy())
			.isEqualTo(Declared.class.getName() + ".generic(long, String[])");
	}

	@Test
	void typeIsResolvedOnce() {
		Method method = method(Declared.class, "generic");
		assertThat(this.types.of(method, Declared.class)).isSameAs(this.types.of(method, Declared.class));
	}

	@Test
	void resultOfSuspendingFunctionIsTheLowerBoundOfItsContinuation() throws NoSuchMethodException {
		Method method = Suspending.class.getDeclaredMethod("load", long.class, Continuation.class);
		assertThat(this.types.resultOf(ResolvableType.forMethodParameter(method, 1)).getTypeName())
			.isEqualTo("java.util.List<" + HERE + "Article>");
	}

	@Test
	void flowOfSuspendingFunctionIsCollected() throws NoSuchMethodException {
		Method method = Suspending.class.getDeclaredMethod("stream", Continuation.class);
		assertThat(this.types.resultOf(ResolvableType.forMethodParameter(method, 0)).getTypeName())
			.isEqualTo("java.util.List<" + HERE + "Article>");
	}

	private ValueType type(Class<?> target, String name) {
		return this.types.of(method(target, name), target);
	}

	private static Method method(Class<?> type, String name) {
		return Stream.of(type.getMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow();
	}

	@SuppressWarnings("rawtypes")
	public interface Declared {

		Article plain();

		long primitive();

		void nothing();

		Void boxedNothing();

		String text();

		byte[] bytes();

		Article[] array();

		Page<Article>[] genericArray();

		Page<Article> generic(long id, String... names);

		List<Map<String, Article>> nested();

		List<Map<String, Page<Article[]>>> asTheJdk();

		Optional<Article> optional();

		Optional<List<Article>> optionalList();

		Optional rawOptional();

		CompletableFuture<Article> future();

		CompletableFuture<List<Article>> futureList();

		CompletableFuture<Optional<Article>> futureOptional();

		CompletableFuture<Void> futureNothing();

		CompletionStage<Article> stage();

		OwnFuture<Article> ownFuture();

		Mono<Article> mono();

		Mono<List<Article>> monoList();

		Mono<Optional<Article>> monoOptional();

		Flux<Article> flux();

		Flux<Page<Article>> fluxGeneric();

		Flux rawFlux();

		Publisher<Article> publisher();

		Flow.Publisher<Article> flow();

		List<? extends Shape> extending();

		List<? super Shape> superOf();

		List<?> unknownElement();

		Map<String, ?> unknownValue();

		Object object();

		List raw();

		<T> T variable(Class<T> type);

		<T extends Shape> T boundedVariable(Class<T> type);

		<T> List<T> listOfVariable(Class<T> type);

		<T extends Shape> List<T> listOfBounded(Class<T> type);

		<T extends Comparable<T>> T selfBounded(Class<T> type);

		<T> T[] arrayOfVariable(Class<T> type);

	}

	static class OwnFuture<E> extends CompletableFuture<List<E>> {

	}

	static class Reader<T> {

		public T read() {
			throw new UnsupportedOperationException();
		}

		public List<T> readAll() {
			throw new UnsupportedOperationException();
		}

	}

	static class ArticleReader extends Reader<Article> {

	}

	static class PageReader extends Reader<Page<Article>> {

	}

	static class ArrayReader extends Reader<Article[]> {

	}

	static class FutureReader extends Reader<CompletableFuture<Article>> {

	}

	public interface Finder {

		Shape find();

	}

	static class CircleFinder implements Finder {

		@Override
		public Circle find() {
			return new Circle(1);
		}

	}

	public interface Source<T> {

		T get();

		default Optional<T> first() {
			return Optional.empty();
		}

	}

	static class ArticleSource implements Source<Set<Article>> {

		@Override
		public Set<Article> get() {
			return Set.of();
		}

	}

	public interface Repository<T> {

		Optional<T> findById(long id);

		List<T> findAll();

	}

	public interface ArticleRepository extends Repository<Article> {

		@Override
		List<Article> findAll();

	}

	static class GenericRepository<T> implements Repository<T> {

		@Override
		public Optional<T> findById(long id) {
			return Optional.empty();
		}

		@Override
		public List<T> findAll() {
			return List.of();
		}

	}

	record Article(long id) {

	}

	record Page<T>(List<T> items) {

	}

	public interface Shape {

	}

	record Circle(double radius) implements Shape {

	}

	public interface Continuation<T> {

		void resume(T result);

	}

	public interface Suspending {

		Object load(long id, Continuation<? super List<Article>> continuation);

		Object stream(Continuation<? super Flow.Publisher<Article>> continuation);

	}

}
