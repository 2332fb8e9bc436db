package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TenantResolver;
import io.github.taggedcache.audit.AuditSamples;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.autoconfigure.TaggedCacheProperties.Consistency;
import io.github.taggedcache.autoconfigure.TaggedCacheProperties.OnUnstorableValue;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.cache.StoreErrorHandler;
import io.github.taggedcache.check.AnnotatedRegions;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.load.LoadWaits;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.NodeTime;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.outage.OutageSettings;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.Registrations;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.region.WriteBehind;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.survey.Survey;
import io.github.taggedcache.interceptor.TaggedCacheInterceptorPostProcessor;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.key.KeyConverters;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.key.MethodKeyGenerator;
import io.github.taggedcache.listener.EventDelivery;
import io.github.taggedcache.listener.ListenerEvents;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The node, its regions, and the cache manager over them.
 */
@Configuration(proxyBeanMethods = false)
class RegionConfiguration {

	private static final Duration LOG_PERIOD = Duration.ofMinutes(1);

	private static final Duration RETRY_PERIOD = Duration.ofSeconds(30);

	/** After which an operator gets a cursor. */
	private static final Duration OPERATION_LIMIT = Duration.ofSeconds(5);

	/** Sixteen megabytes. */
	private static final long HISTORY_BYTES = 16L << 20;

	/**
	 * Safe for all threads, as the platform's default generator is not, and found without
	 * a service loader.
	 */
	private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

	@Bean
	KeyLayout taggedCacheKeyLayout(TaggedCacheProperties properties, Environment environment) {
		PropertyChecks.check(properties);
		return NamespaceName.layout(properties, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	NodeTime taggedCacheTime() {
		return new NodeTime(InstantSource.system(), System::nanoTime);
	}

	@Bean
	Node taggedCacheNode(ObjectProvider<InvalidationLog> logs, TaggedCacheProperties properties, NodeTime time) {
		InvalidationLog log = logs.getIfAvailable(RegionConfiguration::missingStore);
		CatchUp catchUp = new CatchUp(properties.getMaxStaleness(), time.nanoTime());
		int records = properties.getLog().getMaxLength();
		return (properties.getConsistency() == Consistency.STRICT)
				? Node.strict(log, new Retention(), catchUp, records, HISTORY_BYTES)
				: Node.following(log, new Retention(), catchUp, records, HISTORY_BYTES);
	}

	@Bean
	FollowerLifecycle taggedCacheLogFollower(Node node, ObjectProvider<GuardedStore> stores) {
		FollowerLifecycle follower = new FollowerLifecycle(node);
		stores.ifAvailable((store) -> store.onRecovery(follower::retry));
		return follower;
	}

	@Bean
	WriteBehind taggedCacheWriteBehind(EntryStore entries, NodeTime time) {
		return new WriteBehind(entries, time.nanoTime());
	}

	@Bean
	Registrations taggedCacheRegistrations(Node node, NodeTime time, CacheExecutor executor) {
		return Registrations.batched(node, time.nanoTime(), executor.executor());
	}

	@Bean
	WriteBehindLifecycle taggedCacheWriteBehindLifecycle(WriteBehind writes) {
		return new WriteBehindLifecycle(writes);
	}

	private static InvalidationLog missingStore() {
		throw new SetupException(
				"tagged-cache.store is redis, but Spring Data Redis or Lettuce is not on the class path.",
				"Add spring-boot-starter-data-redis, or set tagged-cache.store to memory.");
	}

	@Bean(defaultCandidate = false)
	StoreErrorHandler taggedCacheErrorHandler() {
		return new StoreErrorHandler(InstantSource.system(), LOG_PERIOD);
	}

	@Bean
	CacheExecutor taggedCacheExecutor(Environment environment) {
		return CacheExecutor.create(environment);
	}

	@Bean
	UnstorableValues taggedCacheUnstorableValues(TaggedCacheProperties properties) {
		return (properties.getOnUnstorableValue() == OnUnstorableValue.FAIL) ? UnstorableValues.thrown()
				: UnstorableValues.logged();
	}

	@Bean
	OutageSettings taggedCacheOutageSettings(TaggedCacheProperties properties) {
		OutageProperties outage = properties.getOutage();
		return new OutageSettings(outage.getServeNearFor(),
				outage.getInvalidations() == OutageProperties.Invalidations.QUEUE, outage.getQueue().getMaxNames(),
				outage.getQueue().getMaxSize().toBytes());
	}

	@Bean
	NearFallback taggedCacheNearFallback(Node node, OutageSettings settings) {
		return new NearFallback(node, settings.serveNearFor());
	}

	@Bean
	InvalidationQueue taggedCacheInvalidationQueue(Node node, CacheExecutor executor, OutageSettings settings,
			NearFallback fallback, ObjectProvider<GuardedStore> stores) {
		InvalidationQueue queue = new InvalidationQueue(node, executor.executor(), settings);
		node.onUnrecorded((tags, mode, keys, cause) -> {
			boolean taken = queue.take(tags, mode, keys, cause);
			if (!taken) {
				fallback.failed(tags, keys);
			}
			return taken;
		});
		stores.ifAvailable((store) -> store.onRecovery(queue::replay));
		return queue;
	}

	@Bean
	PendingInvalidations taggedCachePendingInvalidations(Node node, CacheExecutor executor) {
		return new PendingInvalidations(node, executor.executor(), System::nanoTime, RETRY_PERIOD);
	}

	@Bean
	Auditor taggedCacheAuditor(TaggedCacheProperties properties, NodeTime time) {
		Map<String, Double> own = new HashMap<>();
		properties.getCaches().forEach((name, region) -> {
			Double sample = region.getAudit().getSample();
			if (sample != null) {
				own.put(name, sample);
			}
		});
		Double others = properties.getDefaults().getAudit().getSample();
		return new Auditor(new AuditSamples(own, (others != null) ? others : 0), properties.getMaxStaleness(),
				time.wall());
	}

	@Bean
	Survey taggedCacheSurvey(ObjectProvider<EntryScan> scans, Node node, NodeTime time) {
		return new Survey(scans.getIfAvailable(() -> EntryScan.UNSUPPORTED), node, time.wall(), time.nanoTime(),
				OPERATION_LIMIT);
	}

	@Bean
	Tenants taggedCacheTenants(ObjectProvider<TenantResolver> resolvers) {
		TenantResolver resolver = resolvers.getIfAvailable();
		return (resolver != null) ? new Tenants(resolver) : Tenants.NONE;
	}

	@Bean(name = MethodKeyGenerator.BEAN_NAME, defaultCandidate = false)
	@ConditionalOnMissingBean(name = MethodKeyGenerator.BEAN_NAME)
	MethodKeyGenerator taggedCacheMethodKeyGenerator() {
		return new MethodKeyGenerator();
	}

	@Bean
	CacheRegions taggedCacheRegions(Node node, WriteBehind writes, Registrations registrations,
			ObjectProvider<ValueCodec> codecs, UnstorableValues unstorable, CacheExecutor executor,
			TaggedCacheProperties properties, NodeTime time, ObjectProvider<RegionCustomizer> customizers,
			ListableBeanFactory beanFactory, ObjectProvider<CacheManagerCustomizer<?>> managerCustomizers,
			EventDelivery delivery, ObjectProvider<Observer> observers, Auditor auditor,
			ObjectProvider<LeaseStore> leases, NearFallback nearFallback, Survey survey, Tenants tenants,
			CacheTransactions transactions) {
		RegionEvents events = ListenerConfiguration.areListeners(beanFactory)
				? new ListenerEvents(delivery, time.wall()) : RegionEvents.NONE;
		Observer observer = observers.getIfAvailable(() -> Observer.NONE);
		node.watch().observeBy(observer, System::nanoTime);
		RegionEnvironment environment = new RegionEnvironment(node, writes, registrations,
				codecs.getIfAvailable(RegionConfiguration::missingCodec), unstorable, executor.executor(),
				RefreshExecutor.of(beanFactory, executor.executor()), time.wall(), time.nanoTime(), RANDOM,
				LoadWaits.byTimeOfJvm(), events, observer, leases.getIfAvailable(), nearFallback);
		RegionSettingsFromProperties settings = new RegionSettingsFromProperties(properties,
				customizers.orderedStream().toList(), environment.codec());
		KeyText keyText = new KeyText(KeyConverters.from(beanFactory));
		RegionCacheManager manager = new RegionCacheManager(node, survey, transactions,
				(name) -> new RegionCache(new Region(name, settings.of(name), environment), keyText,
						() -> TaggedCacheInterceptorPostProcessor.errorHandler(beanFactory), executor.executor(),
						auditor::finding, tenants, transactions),
				properties.getCaches().keySet(), properties.isDynamicCaches(), tenants);
		return new CacheRegions(
				new CacheManagerCustomizers(managerCustomizers.orderedStream().toList()).customize(manager),
				properties.isSecondary(), beanFactory);
	}

	private static ValueCodec missingCodec() {
		throw new SetupException(
				"Tagged caches have nothing that turns values into bytes: Jackson 3 is not on the"
						+ " class path, and there is no ValueCodec bean.",
				"Add spring-boot-starter-jackson, or define a ValueCodec bean.");
	}

	@Bean
	StartUp taggedCacheStartUp(TaggedCacheProperties properties, KeyLayout layout, CacheRegions regions,
			AnnotatedRegions annotated, EntryStore store, Environment environment, ListableBeanFactory beanFactory) {
		if (!properties.isSecondary()) {
			IgnoredSettings.warnOf(environment, beanFactory);
		}
		return new StartUp(properties, layout, regions.manager(), annotated, store);
	}

}
