package io.github.taggedcache.autoconfigure.endpoint;

import org.springframework.boot.WebApplicationType;

class ExplainOverWebMvcTests extends ExplainOverHttpContract {

	@Override
	WebApplicationType type() {
		return WebApplicationType.SERVLET;
	}

}
