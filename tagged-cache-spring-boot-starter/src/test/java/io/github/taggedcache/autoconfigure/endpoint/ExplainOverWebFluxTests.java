package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class ExplainOverWebFluxTests extends ExplainOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.REACTIVE;
	}

}
