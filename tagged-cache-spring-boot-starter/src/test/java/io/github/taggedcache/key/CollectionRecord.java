package io.github.taggedcache.key;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * A record that is a collection as well.
 *
 * @param elements the elements
 * @param page what is no element, yet part of its equality
 */
record CollectionRecord(List<Integer> elements, int page) implements Collection<Integer> {

	@Override
	public int size() {
		return this.elements.size();
	}

	@Override
	public boolean isEmpty() {
		return this.elements.isEmpty();
	}

	@Override
	public boolean contains(Object element) {
		return this.elements.contains(element);
	}

	@Override
	public Iterator<Integer> iterator() {
		return this.elements.iterator();
	}

	@Override
	public Object[] toArray() {
		return this.elements.toArray();
	}

	@Override
	public <T> T[] toArray(T[] array) {
		return this.elements.toArray(array);
	}

	@Override
	public boolean add(Integer element) {
		return this.elements.add(element);
	}

	@Override
	public boolean remove(Object element) {
		return this.elements.remove(element);
	}

	@Override
	public boolean containsAll(Collection<?> others) {
		return this.elements.containsAll(others);
	}

	@Override
	public boolean addAll(Collection<? extends Integer> others) {
		return this.elements.addAll(others);
	}

	@Override
	public boolean removeAll(Collection<?> others) {
		return this.elements.removeAll(others);
	}

	@Override
	public boolean retainAll(Collection<?> others) {
		return this.elements.retainAll(others);
	}

	@Override
	public void clear() {
		this.elements.clear();
	}

}
