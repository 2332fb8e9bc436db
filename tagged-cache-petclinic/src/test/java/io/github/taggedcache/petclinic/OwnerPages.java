package io.github.taggedcache.petclinic;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.view.AbstractView;

/**
 * Pages that show everything there is to see of an owner.
 */
@Configuration(proxyBeanMethods = false)
class OwnerPages {

	@Bean
	AbstractView owner() {
		return new OwnerView();
	}

	@Bean
	AbstractView form() {
		return new OwnerView();
	}

	private static final class OwnerView extends AbstractView {

		@Override
		protected void renderMergedOutputModel(Map<String, Object> model, HttpServletRequest request,
				HttpServletResponse response) throws Exception {
			response.setContentType(MediaType.TEXT_PLAIN_VALUE);
			response.getWriter().write(Picture.of(model.get("owner")));
		}

	}

}
