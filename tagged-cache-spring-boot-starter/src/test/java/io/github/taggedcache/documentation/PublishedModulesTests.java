package io.github.taggedcache.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is published is complete.
 */
class PublishedModulesTests {

	private static final String BOM = "tagged-cache-bom";

	@Test
	void bomManagesTheModulesThatArePublished() throws Exception {
		assertThat(texts(BOM, "/project/dependencyManagement/dependencies/dependency/artifactId"))
			.containsExactlyInAnyOrderElementsOf(published());
	}

	@Test
	void bomHasTheVersionOfAllModules() throws Exception {
		assertThat(texts(BOM, "/project/version")).isEqualTo(texts(".", "/project/version"));
	}

	@Test
	void bomManagesNothingOfOthers() throws Exception {
		assertThat(texts(BOM, "/project/parent")).isEmpty();
		assertThat(texts(BOM, "/project/dependencyManagement//groupId")).containsOnly("io.github.taggedcache");
	}

	@Test
	void publishedModulesHaveNamesForTheModulePath() throws Exception {
		for (String module : published()) {
			assertThat(texts(module, "//Automatic-Module-Name")).as(module).hasSize(1);
		}
	}

	private static List<String> published() throws Exception {
		List<String> published = new ArrayList<>();
		for (String module : texts(".", "/project/modules/module")) {
			if (!module.equals(BOM) && texts(module, "/project/properties/unpublished").isEmpty()) {
				published.add(module);
			}
		}
		return published;
	}

	private static List<String> texts(String module, String path) throws Exception {
		Node pom = DocumentBuilderFactory.newDefaultInstance()
			.newDocumentBuilder()
			.parse(Path.of("..", module, "pom.xml").toFile());
		NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
		return IntStream.range(0, nodes.getLength()).mapToObj((index) -> nodes.item(index).getTextContent()).toList();
	}

}
