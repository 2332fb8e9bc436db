package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class VerbsOverWebFluxTests extends VerbsOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.REACTIVE;
	}

}
