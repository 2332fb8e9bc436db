package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class VerbsOverWebMvcTests extends VerbsOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.SERVLET;
	}

}
