package io.github.taggedcache.data.jpa.result;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * How the objects of a class stand for entities, and where others lie inside of them.
 */
final class StandIn {

	static final StandIn NOTHING = new StandIn();

	private final List<Entry> entries = new ArrayList<>();

	private final List<Property> content = new ArrayList<>();

	StandIn() {
	}

	void add(TaggedEntity entity, Property id) {
		this.entries.add(new Entry(entity, id));
	}

	/**
	 * Has the objects searched: by their fields, or by the getters that the interface of
	 * a projection has. Records are containers as they are.
	 */
	void search(Class<?> declared, Class<?> type) {
		if (!this.content.isEmpty() || type.isRecord()) {
			return;
		}
		if (declared.isInterface()) {
			Property.getters(declared).forEach(this.content::add);
		}
		else {
			ReflectionUtils.doWithFields(type, (field) -> this.content.add(Property.of(field)), StandIn::mayHold);
		}
	}

	private static boolean mayHold(Field field) {
		return !Modifier.isStatic(field.getModifiers()) && !BeanUtils.isSimpleProperty(field.getType());
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Finds the rows that an object stands for, and what is to be searched in it.
	 */
	void find(Object object, BiConsumer<TaggedEntity, Object> rows, Consumer<@Nullable Object> more) {
		for (Entry entry : this.entries) {
			Object id = entry.id.of(object);
			if (id != null) {
				rows.accept(entry.entity, id);
			}
		}
		this.content.forEach((property) -> more.accept(property.of(object)));
	}

	/**
	 * One annotation.
	 *
	 * @param entity the entity
	 * @param id where its id is
	 */
	private record Entry(TaggedEntity entity, Property id) {

	}

}
