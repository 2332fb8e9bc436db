package io.github.taggedcache.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request was not answered.
 *
 * @param message why, and what to do
 */
public record ErrorDescriptor(String message) implements OperationResponseBody {

}
