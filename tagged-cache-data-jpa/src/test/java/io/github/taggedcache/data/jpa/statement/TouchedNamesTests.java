package io.github.taggedcache.data.jpa.statement;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which tables a statement reads and writes, by its text.
 */
class TouchedNamesTests {

	private static final Set<String> TABLES = Set.of("ticket", "owner", "label");

	private static TouchedNames touched(String sql) {
		TouchedNames names = new TouchedNames(TABLES::contains);
		names.add(sql);
		return names;
	}

	private static String tables(Set<String> names) {
		Set<String> tables = new TreeSet<>(names);
		tables.retainAll(TABLES);
		return String.join(" ", tables);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			select t1_0.id from ticket t1_0                              | ticket
			SELECT * FROM Ticket JOIN desk.Owner o ON o.id = owner_id    | owner ticket
			select * from "Ticket" where id = ?                          | ticket
			select * from `desk`.`ticket`                                | ticket
			select * from [desk].[ticket]                                | ticket
			select * from "desk.ticket"                                  | ticket
			(select id from ticket) union (select id from owner)         | owner ticket
			select 'from ticket' from owner                              | owner
			select 'it''s from ticket' from owner                        | owner
			select q'[it's from ticket]' from owner                      | owner
			select $$it's from ticket$$ from owner                       | owner
			select $x$ $y$ from ticket $x$, $1 from owner                | owner
			select E'it\\'s', x from owner                               | owner
			select 'a\\' from owner where x = 'from ticket'              | owner
			select 'it\\'s' from ticket where x = 'it\\'s'               | ticket
			select /* ticket's */ id from owner -- ticket's              | owner
			select tags[1], array['x'] from owner                        | owner
			select array [(select max(id) from ticket)] from owner       | owner ticket
			with a as (select 1 from ticket) select * from a, owner      | owner ticket
			with a as (select 1 from ticket for update) select 1 from a  | ticket
			select id from owner for no key update                       | owner
			values (1)                                                   | -
			table ticket                                                 | ticket
			select next value for owner_seq                              | -
			call next value for owner_seq                                | -
			set search_path to ticket                                    | -
			savepoint ticket                                             | -
			""")
	void statementReads(String sql, String read) {
		TouchedNames touched = touched(sql);
		assertThat(tables(touched.read())).isEqualTo((read != null) ? read : "");
		assertThat(tables(touched.written())).isEmpty();
		assertThat(touched.isKnown()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			insert into ticket (id, title) values (?, ?)                        | ticket       | -
			insert into desk.ticket select id from owner                        | ticket       | owner
			INSERT INTO "TICKET" ("OWNER") VALUES ('label')                     | ticket       | owner
			insert ticket values (1)                                            | ticket       | ticket
			insert all into ticket values (1) into owner values (2) select 1    | owner ticket | -
			insert into ticket (id) values (1) on conflict do update set id = 2 | ticket       | -
			replace into ticket values (1)                                      | ticket       | -
			merge into ticket t using (select id from owner) o on (t.id = o.id) | ticket       | owner
			merge ticket as t using owner on 1 = 1                              | owner ticket | owner ticket
			update ticket set owner_id = (select max(id) from owner)            | ticket       | owner
			update only desk.ticket t set title = 'label'                       | ticket       | -
			update ticket t join owner o on o.id = t.owner_id set t.a = 1       | owner ticket | -
			update t set a = 1 from ticket t                                    | ticket       | ticket
			update other set a = 1 where id in (select id from ticket)          | -            | ticket
			delete from ticket where owner_id in (select id from owner)         | ticket       | owner
			delete from only desk.ticket                                        | ticket       | -
			delete from ticket using owner where 1 = 1                          | ticket       | owner
			delete t from ticket t                                              | ticket       | ticket
			delete from t, o using ticket t join owner o                        | owner ticket | owner ticket
			delete from t using ticket t                                        | ticket       | ticket
			delete top (10) from ticket                                         | ticket       | ticket
			delete from other where id in (select id from ticket)               | -            | ticket
			truncate table ticket                                               | ticket       | ticket
			with old as (delete from ticket returning id) select * from old     | ticket       | ticket
			with a as (select id from owner) update ticket set a = 1            | owner ticket | owner ticket
			select id from final table (insert into ticket values (1))          | ticket       | ticket
			select id from final table (update ticket set a = 1)                | ticket       | ticket
			select * into ticket from owner                                     | ticket       | owner ticket
			explain analyze delete from ticket                                  | ticket       | ticket
			select 1 from owner; delete from ticket;                            | ticket       | owner
			""")
	void statementWrites(String sql, String written, String read) {
		TouchedNames touched = touched(sql);
		assertThat(tables(touched.written())).isEqualTo((written != null) ? written : "");
		assertThat(tables(touched.read())).isEqualTo((read != null) ? read : "");
		assertThat(touched.isKnown()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{call close_tickets(?)}", "{? = call close_tickets(?)}", "call close_tickets()",
			"exec close_tickets", "begin close_tickets; end;", "set nocount on update ticket set title = 1",
			"do $$ begin end $$", "frobnicate ticket", "select 'open from ticket", "select 1 /* from ticket",
			"select \"x from ticket" })
	void statementIsNotKnown(String sql) {
		assertThat(touched(sql).isKnown()).isFalse();
	}

	@Test
	void emptyTextTouchesNothing() {
		TouchedNames touched = touched(" -- nothing\n ; ");
		assertThat(touched.isKnown()).isTrue();
		assertThat(touched.read()).isEmpty();
		assertThat(touched.written()).isEmpty();
	}

}
