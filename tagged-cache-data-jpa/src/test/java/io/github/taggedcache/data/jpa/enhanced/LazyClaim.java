package io.github.taggedcache.data.jpa.enhanced;

import java.util.Set;

/**
 * What tests do with a claim, whoever loaded its class.
 */
public interface LazyClaim {

	String getStage();

	void setStage(String stage);

	void setTitle(String title);

	Object getHolder();

	Object getOffice();

	Set<String> getNotes();

}
