package io.github.taggedcache.sample.web;

import java.util.stream.Collectors;

import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.sample.article.NotFoundException;
import io.github.taggedcache.sample.stage.Faults;
import io.github.taggedcache.sample.stage.Stage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors as JSON (RFC 9457) that says what was wrong.
 */
@RestControllerAdvice
class ErrorResponses extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail notFound(NotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail notFound(Stage.NoInstanceException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail unavailable(Faults.UnavailableException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

	/**
	 * The write is committed by then: who asked for it must know that its invalidation is
	 * not.
	 */
	@ExceptionHandler
	ProblemDetail notInvalidated(StoreException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database has the change, but Redis did not take the invalidation. Once Redis is back, do it again.");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		String detail = ex.getFieldErrors()
			.stream()
			.map((error) -> error.getField() + " " + error.getDefaultMessage())
			.sorted()
			.collect(Collectors.joining(", "));
		ProblemDetail body = ex.getBody();
		body.setDetail(detail);
		return handleExceptionInternal(ex, body, headers, status, request);
	}

}
