package io.github.taggedcache.autoconfigure.endpoint;

import io.github.taggedcache.endpoint.TaggedCacheEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;

/**
 * The endpoint over Spring MVC, in the context of the application or that of a management
 * port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(AbstractWebMvcEndpointHandlerMapping.class)
@ConditionalOnBean({ WebEndpointsSupplier.class, TaggedCacheEndpoint.class })
@EnableConfigurationProperties(CorsEndpointProperties.class)
class WebMvcEndpointConfiguration {

	@Bean
	WebMvcEndpointMapping taggedCacheWebMvcEndpointMapping(WebEndpointsSupplier endpoints,
			EndpointMediaTypes mediaTypes, WebEndpointProperties properties, CorsEndpointProperties cors) {
		return new WebMvcEndpointMapping(properties.getBasePath(), OwnEndpoint.in(endpoints), mediaTypes,
				cors.toCorsConfiguration());
	}

}
