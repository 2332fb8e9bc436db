package io.github.taggedcache.sample;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What watches the instance does so regularly.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {

}
