package io.github.taggedcache.data.jpa.desk;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * An application with the entities of this package.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
@EntityScan(basePackageClasses = DeskApplication.class)
@EnableJpaRepositories(basePackageClasses = DeskApplication.class)
@Import({ CachedText.class, Desk.class })
public class DeskApplication {

}
