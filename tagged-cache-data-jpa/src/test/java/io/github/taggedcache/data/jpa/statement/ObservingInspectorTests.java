package io.github.taggedcache.data.jpa.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import io.github.taggedcache.data.jpa.step.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.h2.Driver;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an inspector tells of statements, and what it leaves to others.
 */
class ObservingInspectorTests {

	private final EntityModels models = new EntityModels();

	private final List<String> told = new ArrayList<>();

	private final StatementListener listener = new StatementListener() {

		@Override
		public void read(Collection<TaggedEntity> tables, boolean known) {
			tell("read", tables, known);
		}

		@Override
		public void written(Collection<TaggedEntity> tables, boolean known) {
			tell("written", tables, known);
		}

	};

	private SessionFactory sessions;

	private void tell(String what, Collection<TaggedEntity> tables, boolean known) {
		this.told.add(what + " " + tables.stream().map(TaggedEntity::name).sorted().toList() + (known ? "" : " *"));
	}

	@BeforeEach
	void start() {
		this.sessions = new Configuration().addAnnotatedClass(Desk.class)
			.setProperty(JdbcSettings.JAKARTA_JDBC_DRIVER, Driver.class.getName())
			.setProperty(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:inspected")
			.buildSessionFactory();
	}

	@AfterEach
	void stop() {
		this.sessions.close();
	}

	private void addUnit() {
		this.models.add(EntityModel.of((SessionFactoryImplementor) this.sessions, true));
	}

	private ObservingInspector inspector() {
		return new ObservingInspector(this.models, this.listener, null);
	}

	@Test
	void listenerHearsOfTablesOfEntities() {
		addUnit();
		ObservingInspector inspector = inspector();
		inspector.inspect("select * from furniture f, wall w");
		inspector.inspect("update furniture set id = 1");
		inspector.inspect("delete from wall");
		assertThat(this.told).containsExactly("read [Desk]", "written [Desk]");
	}

	@Test
	void statementThatNobodyUnderstandsReadsAndWrites() {
		addUnit();
		inspector().inspect("call paint()");
		assertThat(this.told).containsExactly("written [] *", "read [] *");
	}

	@Test
	void readsOfRowsByTheirIdsAreLeftOut() {
		addUnit();
		Step.READS_BY_ID.run(() -> inspector().inspect("select * from furniture where id = ?"));
		assertThat(this.told).isEmpty();
	}

	@Test
	void unitThatIsAddedLaterCounts() {
		ObservingInspector inspector = inspector();
		inspector.inspect("select * from furniture");
		assertThat(this.told).isEmpty();
		addUnit();
		inspector.inspect("select * from furniture");
		assertThat(this.told).containsExactly("read [Desk]");
	}

	@Test
	void inspectorOfTheApplicationIsAskedFirst() {
		addUnit();
		ObservingInspector changing = new ObservingInspector(this.models, this.listener,
				(sql) -> sql.replace("wall", "furniture"));
		assertThat(changing.inspect("select * from wall")).isEqualTo("select * from furniture");
		assertThat(this.told).containsExactly("read [Desk]");
	}

	@Test
	void inspectorOfTheApplicationMayChangeNothing() {
		addUnit();
		ObservingInspector silent = new ObservingInspector(this.models, this.listener, (sql) -> null);
		assertThat(silent.inspect("select * from furniture")).isEqualTo("select * from furniture");
		assertThat(this.told).containsExactly("read [Desk]");
	}

	@Test
	void statementsThatAreKeptAreBounded() {
		Statements statements = new Statements(this.models);
		for (int i = 0; i < 5000; i++) {
			statements.of("select " + i);
		}
		assertThat(statements.size()).isLessThanOrEqualTo(1000);
		Statements others = new Statements(this.models);
		others.of("select '" + "x".repeat(20_000) + "'");
		assertThat(others.size()).isZero();
	}

	@Test
	void sessionThatIsWrittenToAStreamIsAnError() throws IOException {
		try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream())) {
			assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> stream.writeObject(inspector()));
		}
	}

	@Entity(name = "Desk")
	@Table(name = "furniture")
	static class Desk {

		@Id
		long id;

	}

}
