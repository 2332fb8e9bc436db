package io.github.taggedcache.petclinic;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The application: JPA, web and cache as Spring Boot sets them up.
 */
@SpringBootApplication
@EnableCaching
class ClinicApplication {

}
