package io.github.taggedcache.template;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where annotations are found.
 */
class TagAnnotationsTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	@Test
	void methodWithoutAnnotationsHasNoTagsAndNoRules() {
		Method method = Methods.named(Plain.class, "plain");
		MethodTags tags = this.annotations.methodTags(method, Plain.class);
		assertThat(tags.isEmpty()).isTrue();
		assertThat(tags.needsResult()).isFalse();
		assertThat(tags.tags(new Plain(), new Object[0], "x")).isEmpty();
		assertThat(this.annotations.invalidationRules(method, Plain.class)).isEmpty();
	}

	@Test
	void whatWasFoundIsKept() {
		Method method = Methods.named(Service.class, "find");
		assertThat(this.annotations.methodTags(method, ServiceBean.class))
			.isSameAs(this.annotations.methodTags(method, ServiceBean.class));
		assertThat(this.annotations.invalidationRules(method, ServiceBean.class))
			.isSameAs(this.annotations.invalidationRules(method, ServiceBean.class));
	}

	@Test
	void annotationOfInterfaceIsFoundFromItsMethod() {
		assertThat(callTags(Methods.named(Service.class, "find"), new ServiceBean(), 1L))
			.containsExactlyInAnyOrder("bean:1", "service:1");
	}

	@Test
	void annotationOfInterfaceIsFoundFromTheMethodOfTheClass() {
		assertThat(callTags(Methods.named(ServiceBean.class, "find"), new ServiceBean(), 1L))
			.containsExactlyInAnyOrder("bean:1", "service:1");
	}

	@Test
	void annotationIsFoundWhereTheTargetIsClassBasedProxy() {
		ProxyFactory factory = new ProxyFactory(new ServiceBean());
		factory.setProxyTargetClass(true);
		Object proxy = factory.getProxy();
		assertThat(callTags(Methods.named(ServiceBean.class, "find"), proxy, 1L)).containsExactlyInAnyOrder("bean:1",
				"service:1");
	}

	@Test
	void annotationIsFoundWhereTheTargetIsInterfaceBasedProxy() {
		Object proxy = ProxyFactory.getProxy(Service.class, (MethodInterceptor) (invocation) -> null);
		assertThat(callTags(Methods.named(Service.class, "find"), proxy, 1L)).containsExactly("service:1");
	}

	@Test
	void annotationIsFoundWhereTheTargetIsLambda() {
		Lookup lookup = (key) -> key;
		assertThat(callTags(Methods.named(Lookup.class, "look"), lookup, "k")).containsExactly("look:k");
	}

	@Test
	void methodOfInterfaceOfTheJdkIsSupported() throws Exception {
		Method apply = Function.class.getMethod("apply", Object.class);
		assertThat(callTags(apply, new JdkFunction(), 3)).containsExactly("function:3");
	}

	@Test
	void annotationOfGenericInterfaceIsFoundFromBridgeAndBridgedMethod() throws Exception {
		Method declared = Methods.named(Repository.class, "load");
		Method bridged = Methods.named(LongRepository.class, "load");
		Method bridge = LongRepository.class.getMethod("load", Object.class);
		assertThat(bridge.isBridge()).isTrue();
		for (Method method : List.of(declared, bridged, bridge)) {
			assertThat(callTags(method, new LongRepository(), 1L)).containsExactly("loaded:1");
		}
	}

	@Test
	void annotationOfGenericSuperclassIsFound() {
		assertThat(callTags(Methods.named(LongBase.class, "read"), new LongBase(), 1L)).containsExactly("read:1");
	}

	@Test
	void annotationIsFoundWhereTheClassJoinsInterfaceToInheritedMethod() {
		assertThat(callTags(Methods.named(Unaware.class, "join"), new Joined(), 1L)).containsExactly("join:1");
	}

	@Test
	void parameterMayBeCalledAsTheInterfaceOrTheClassCallsIt() {
		assertThat(callTags(Methods.named(Names.class, "find"), new OtherNames(), 1L))
			.containsExactlyInAnyOrder("interface:1", "class:1");
	}

	@Test
	void nameThatStandsForDifferentParametersIsRefused() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> this.annotations.methodTags(Methods.named(Swapped.class, "swap"), SwappedBean.class))
			.withMessageContaining("#first stands for another parameter")
			.withMessageContaining("SwappedBean.swap(long, long)");
	}

	@Test
	void annotationOfClassAddsToItsMethods() {
		assertThat(callTags(Methods.named(Tagged.class, "find"), new Tagged(), 1L)).containsExactly("own:1", "class:1");
		assertThat(callTags(Methods.named(Tagged.class, "other"), new Tagged(), 2L)).containsExactly("class:2");
	}

	@Test
	void annotationOfClassAddsToMethodsOfItsSubclasses() {
		assertThat(callTags(Methods.named(TaggedChild.class, "more"), new TaggedChild(), 3L))
			.containsExactly("class:3");
	}

	@Test
	void annotationOfInterfaceTypeAddsToItsOwnMethodsOnly() {
		assertThat(callTags(Methods.named(TypeTaggedBean.class, "find"), new TypeTaggedBean(), 1L))
			.containsExactly("interface:1");
		assertThat(callTags(Methods.named(TypeTaggedBean.class, "own"), new TypeTaggedBean())).isEmpty();
	}

	@Test
	void templateThatIsDeclaredTwiceIsUsedOnce() {
		assertThat(callTags(Methods.named(Twice.class, "find"), new Twice(), 1L)).containsExactly("twice:1");
	}

	@Test
	void annotationOnAnotherAnnotationIsFound() {
		assertThat(callTags(Methods.named(Composed.class, "find"), new Composed(), 1L)).containsExactly("composed:1");
	}

	@Test
	void composedAnnotationMaySetTheTemplates() {
		assertThat(callTags(Methods.named(Composed.class, "aliased"), new Composed(), 1L)).containsExactly("alias:1");
	}

	@Test
	void composedAnnotationOnClassIsFound() {
		assertThat(callTags(Methods.named(ComposedType.class, "find"), new ComposedType(), 1L))
			.containsExactly("composed:1");
	}

	@Test
	void repeatedInvalidationsAreRulesEach() {
		assertThat(invalidated("repeated")).containsExactly(Set.of("a:1"), Set.of("b:1"));
	}

	@Test
	void composedInvalidationIsFoundBesideDirectOne() {
		assertThat(invalidated("composed")).containsExactlyInAnyOrder(Set.of("direct:1"), Set.of("composed:1"));
	}

	@Test
	void invalidationOfInterfaceIsFound() {
		Method method = Methods.named(WriterBean.class, "write");
		assertThat(this.annotations.invalidationRules(method, WriterBean.class)).hasSize(1);
	}

	@Test
	void manyThreadsGetWhatOneOfThemFound() throws Exception {
		Method method = Methods.named(Service.class, "find");
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Callable<MethodTags>> lookups = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				lookups.add(() -> this.annotations.methodTags(method, ServiceBean.class));
			}
			MethodTags found = this.annotations.methodTags(method, ServiceBean.class);
			for (Future<MethodTags> future : executor.invokeAll(lookups)) {
				assertThat(future.get()).isSameAs(found);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private Set<String> callTags(Method method, Object target, Object... args) {
		return this.annotations.methodTags(method, target.getClass()).callTags(target, args);
	}

	private List<Set<String>> invalidated(String method) {
		return this.annotations.invalidationRules(Methods.named(Invalidating.class, method), Invalidating.class)
			.stream()
			.map((rule) -> rule.tags(new Invalidating(), new Object[] { 1L }, Outcome.result(null)))
			.toList();
	}

	static class Plain {

		public String plain() {
			return "x";
		}

	}

	interface Service {

		@CacheTags("service:#{#id}")
		String find(long id);

	}

	static class ServiceBean implements Service {

		@Override
		@CacheTags("bean:#{#id}")
		public String find(long id) {
			return "x";
		}

	}

	interface Lookup {

		@CacheTags("look:#{#key}")
		String look(String key);

	}

	static class JdkFunction implements Function<Integer, String> {

		@Override
		@CacheTags("function:#{#number}")
		public String apply(Integer number) {
			return "x";
		}

	}

	interface Repository<T, I> {

		@CacheTags("loaded:#{#id}")
		T load(I id);

	}

	static class LongRepository implements Repository<String, Long> {

		@Override
		public String load(Long id) {
			return "x";
		}

	}

	abstract static class Base<I> {

		@CacheTags("read:#{#id}")
		public abstract String read(I id);

	}

	static class LongBase extends Base<Long> {

		@Override
		public String read(Long id) {
			return "x";
		}

	}

	interface Join {

		@CacheTags("join:#{#id}")
		String join(long id);

	}

	static class Unaware {

		public String join(long id) {
			return "x";
		}

	}

	static class Joined extends Unaware implements Join {

	}

	interface Names {

		@CacheTags("interface:#{#id}")
		String find(long id);

	}

	static class OtherNames implements Names {

		@Override
		@CacheTags("class:#{#articleId}")
		public String find(long articleId) {
			return "x";
		}

	}

	interface Swapped {

		@CacheTags("x:#{#first}")
		String swap(long first, long second);

	}

	static class SwappedBean implements Swapped {

		@Override
		@SuppressWarnings("OverridingMethodInconsistentArgumentNamesChecker")
		public String swap(long second, long first) {
			return "x";
		}

	}

	@CacheTags("class:#{#id}")
	static class Tagged {

		@CacheTags("own:#{#id}")
		public String find(long id) {
			return "x";
		}

		public String other(long id) {
			return "x";
		}

	}

	static class TaggedChild extends Tagged {

		public String more(long id) {
			return "x";
		}

	}

	@CacheTags("interface:#{#id}")
	interface TypeTagged {

		String find(long id);

	}

	static class TypeTaggedBean implements TypeTagged {

		@Override
		public String find(long id) {
			return "x";
		}

		public String own() {
			return "x";
		}

	}

	@CacheTags("twice:#{#id}")
	static class Twice {

		@CacheTags("twice:#{#id}")
		public String find(long id) {
			return "x";
		}

	}

	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@CacheTags("composed:#{#id}")
	@InvalidateTags("composed:#{#id}")
	@interface ComposedTags {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@CacheTags({})
	@interface AliasedTags {

		@AliasFor(annotation = CacheTags.class, attribute = "value")
		String[] tags();

	}

	static class Composed {

		@ComposedTags
		public String find(long id) {
			return "x";
		}

		@AliasedTags(tags = "alias:#{#id}")
		public String aliased(long id) {
			return "x";
		}

	}

	@ComposedTags
	static class ComposedType {

		public String find(long id) {
			return "x";
		}

	}

	static class Invalidating {

		@InvalidateTags("a:#{#id}")
		@InvalidateTags("b:#{#id}")
		public void repeated(long id) {
		}

		@ComposedTags
		@InvalidateTags("direct:#{#id}")
		public void composed(long id) {
		}

	}

	interface Writer {

		@InvalidateTags("written:#{#id}")
		void write(long id);

	}

	static class WriterBean implements Writer {

		@Override
		public void write(long id) {
		}

	}

}
