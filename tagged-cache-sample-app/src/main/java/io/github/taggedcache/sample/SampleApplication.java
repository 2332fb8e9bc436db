package io.github.taggedcache.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * One instance: articles, authors and comments, cached with tags. The starter on the
 * class path and {@link EnableCaching} are all that the caches need. {@link TwoInstances}
 * starts two of them.
 */
@SpringBootApplication
@EnableCaching
public class SampleApplication {

}
