package io.github.taggedcache.data.jpa.scope;

import java.lang.reflect.Method;
import java.util.List;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.CachedEntity;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which templates are right.
 */
class ScopeTemplatesTests {

	private static final Method METHOD = ReflectionUtils.findMethod(ScopeTemplatesTests.class,
			"rightTemplateIsAccepted", String.class);

	private final EntityModels models = new EntityModels();

	private final UnitChecks checks = new UnitChecks(() -> this.allMade);

	private final ScopeTemplates templates = new ScopeTemplates(this.models, this.checks);

	private boolean allMade = true;

	private SessionFactory factory;

	@BeforeEach
	void start() {
		Configuration configuration = new Configuration().addAnnotatedClass(Task.class)
			.addAnnotatedClass(Plain.class)
			.setProperty(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:");
		this.factory = configuration.buildSessionFactory();
	}

	@AfterEach
	void stop() {
		this.factory.close();
	}

	private void complete(boolean all) {
		makeUnit(all);
		this.checks.afterSingletonsInstantiated();
	}

	private void makeUnit(boolean all) {
		this.models.add(EntityModel.of(this.factory.unwrap(SessionFactoryImplementor.class), all));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Task[status=OPEN]", "Task[status=#{#status}]", "Task[owner=#{#ids[0]},status=#{'a,b]}'}]",
			"Task[owner=#{{1, 2}},status=A#{#b ? 1 : 2}C]" })
	void rightTemplateIsAccepted(String template) {
		complete(true);
		assertThatNoException().isThrownBy(() -> this.templates.check(METHOD, List.of(template)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Task:1", "Task[]", "Task", "Other[x]", "#{#name}[status=OPEN]", "list[#{#a=#b}]", "a:b[c=d]" })
	void templateOfAnotherFormIsNotLookedAt(String template) {
		complete(true);
		assertThatNoException().isThrownBy(() -> this.templates.check(METHOD, List.of(template)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Task[title=x]              | names the fields title of Task, which nobody watches. | @CachedEntity(scopes = "title")
					Task[owner=1]              | names the fields owner of Task, which nobody watches. | (it declares: status; owner, status)
					Plain[name=x]              | names the fields name of Plain, which nobody watches. | Plain: @CachedEntity(scopes = "name").
					task[status=OPEN]          | no entity has tags of that name                       | Name an entity
					Task[status=OPEN,owner=1]  | is not written as scope tags are                      | "Task[owner=1,status=OPEN]"
					Task[owner=1, status=OPEN] | is not written as scope tags are                      | "Task[owner=1,status=OPEN]"
					Task[ status = #{#s} ]     | is not written as scope tags are                      | "Task[status=#{#s}]"
					Task[status=OPEN           | is not written as scope tags are                      | "Task[status=OPEN]"
					Task[status=OPEN]:1        | is not written as scope tags are                      | "Task[status=OPEN]"
					Task[status=A,status=B]    | is not written as scope tags are                      | "Task[status=B]"
					Task[status=A,#{#more}]    | is not written as scope tags are                      | "Task[status=A]"
					Task[status=]              | has no value for status                               | "Task[status=#{...}]"
					Task[status=a:b]           | has a colon in the value of status                    | %3A
					""")
	void wrongTemplateIsAnErrorThatSaysWhatToDo(String template, String what, String remedy) {
		complete(true);
		assertThatIllegalArgumentException().isThrownBy(() -> this.templates.check(METHOD, List.of("x", template)))
			.withMessageContaining(template)
			.withMessageContaining(what)
			.withMessageContaining(remedy);
	}

	@Test
	void wrongTemplateOfAnEarlyBeanIsAnErrorWhenAllBeansAreThere() {
		assertThatCode(() -> this.templates.check(METHOD, List.of("Task[title=x]"))).doesNotThrowAnyException();
		assertThatExceptionOfType(SetupException.class).isThrownBy(() -> complete(true))
			.withMessageContaining("Task[title=x]")
			.withMessageContaining("rightTemplateIsAccepted");
	}

	@Test
	void templateOfAnEntityThatIsNotThereWaitsForItsUnit() {
		this.allMade = false;
		this.templates.check(METHOD, List.of("Task[title=early]"));
		assertThatNoException().isThrownBy(this.checks::afterSingletonsInstantiated);
		assertThatNoException().isThrownBy(() -> this.templates.check(METHOD, List.of("Task[title=late]")));
		makeUnit(true);
		assertThatExceptionOfType(SetupException.class).isThrownBy(this.checks::run)
			.withMessageContaining("Task[title=early]");
		assertThatExceptionOfType(SetupException.class).as("the unit goes on to be refused")
			.isThrownBy(this.checks::run)
			.withMessageContaining("Task[title=early]");
	}

	@Test
	void templateOfAnUnknownEntityIsAnErrorWhenTheLastUnitIsMade() {
		this.allMade = false;
		complete(true);
		assertThatNoException().isThrownBy(() -> this.templates.check(METHOD, List.of("Other[name=x]")));
		assertThatNoException().isThrownBy(this.checks::run);
		this.allMade = true;
		assertThatExceptionOfType(SetupException.class).isThrownBy(this.checks::run)
			.withMessageContaining("Other[name=x]");
	}

	@Test
	void templateThatIsRightIsCheckedOnce() {
		this.allMade = false;
		this.templates.check(METHOD, List.of("Task[status=x]"));
		complete(true);
		this.models.remove(this.models.all().get(0));
		this.allMade = true;
		assertThatNoException().isThrownBy(this.checks::run);
	}

	@Test
	void entityThatIsNotWatchedIsAnError() {
		complete(false);
		assertThatNoException().isThrownBy(() -> this.templates.check(METHOD, List.of("Task[status=x]")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.templates.check(METHOD, List.of("Plain[name=x]")))
			.withMessageContaining("@CachedEntity");
	}

	@Entity(name = "Task")
	@CachedEntity(scopes = { "status", "status, owner" })
	static class Task {

		@Id
		Long id;

		String title;

		String status;

		Long owner;

	}

	@Entity(name = "Plain")
	static class Plain {

		@Id
		Long id;

		String name;

	}

}
