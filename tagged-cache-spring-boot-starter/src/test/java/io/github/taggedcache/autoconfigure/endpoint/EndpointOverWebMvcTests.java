package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class EndpointOverWebMvcTests extends EndpointOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.SERVLET;
	}

}
