package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class EndpointOverWebFluxTests extends EndpointOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.REACTIVE;
	}

}
