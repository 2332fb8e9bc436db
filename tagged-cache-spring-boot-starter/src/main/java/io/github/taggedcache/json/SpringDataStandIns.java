package io.github.taggedcache.json;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;

/**
 * Pages, slices, page requests and sorts of Spring Data. They have no constructor that
 * Jackson could use.
 */
final class SpringDataStandIns {

	private static final Set<Class<?>> SLICES = Set.of(Slice.class, SliceImpl.class, Page.class, PageImpl.class);

	private static final Set<Class<?>> REQUESTS = Set.of(Pageable.class, PageRequest.class);

	private SpringDataStandIns() {
	}

	static List<StandIn> all() {
		return List.of(new StandIn((type) -> SLICES.contains(type.getRawClass()), SliceForm::type,
				(slice, type) -> SliceForm.of((Slice<?>) slice), (form, type) -> ((SliceForm<?>) form).toSlice()),
				new StandIn((type) -> REQUESTS.contains(type.getRawClass()),
						(type, types) -> types.constructType(RequestForm.class),
						(request, type) -> RequestForm.of((Pageable) request),
						(form, type) -> ((RequestForm) form).toRequest()),
				StandIn.of(Sort.class, SortForm.class, SortForm::of, SortForm::toSort));
	}

	/**
	 * A slice or a page.
	 *
	 * @param total the total of a page, or null for a slice
	 */
	record SliceForm<T>(List<T> content, RequestForm request, @Nullable Long total, boolean hasNext) {

		static JavaType type(JavaType declared, TypeFactory types) {
			JavaType[] content = types.findTypeParameters(declared, Slice.class);
			return types.constructParametricType(SliceForm.class,
					(content.length > 0) ? content[0] : TypeFactory.unknownType());
		}

		static SliceForm<?> of(Slice<?> slice) {
			if (slice.getClass() != PageImpl.class && slice.getClass() != SliceImpl.class) {
				throw ObstacleException.becomes(Obstacle.PAGE, slice.getClass(), "a page of Spring Data");
			}
			Long total = (slice instanceof Page<?> page) ? page.getTotalElements() : null;
			return new SliceForm<>(slice.getContent(), RequestForm.of(slice.getPageable()), total, slice.hasNext());
		}

		Slice<T> toSlice() {
			return (this.total != null) ? new PageImpl<>(this.content, this.request.toRequest(), this.total)
					: new SliceImpl<>(this.content, this.request.toRequest(), this.hasNext);
		}

	}

	/**
	 * A page request.
	 *
	 * @param size the size of a page; zero if the request is unpaged
	 */
	record RequestForm(int page, int size, SortForm sort) {

		static RequestForm of(Pageable request) {
			if (request.isUnpaged()) {
				return new RequestForm(0, 0, SortForm.of(request.getSort()));
			}
			if (request.getClass() != PageRequest.class) {
				throw ObstacleException.becomes(Obstacle.PAGE, request.getClass(), PageRequest.class.getName());
			}
			return new RequestForm(request.getPageNumber(), request.getPageSize(), SortForm.of(request.getSort()));
		}

		Pageable toRequest() {
			return (this.size > 0) ? PageRequest.of(this.page, this.size, this.sort.toSort())
					: Pageable.unpaged(this.sort.toSort());
		}

	}

	record SortForm(List<OrderForm> orders) {

		static SortForm of(Sort sort) {
			return new SortForm(sort.stream().map(OrderForm::of).toList());
		}

		Sort toSort() {
			return Sort.by(this.orders.stream().map(OrderForm::toOrder).toList());
		}

	}

	record OrderForm(Sort.Direction direction, String property, boolean ignoreCase, Sort.NullHandling nulls) {

		static OrderForm of(Sort.Order order) {
			if (order.getClass() != Sort.Order.class) {
				throw ObstacleException.becomes(Obstacle.PAGE, order.getClass(), Sort.Order.class.getName());
			}
			return new OrderForm(order.getDirection(), order.getProperty(), order.isIgnoreCase(),
					order.getNullHandling());
		}

		Sort.Order toOrder() {
			Sort.Order order = new Sort.Order(this.direction, this.property, this.nulls);
			return this.ignoreCase ? order.ignoreCase() : order;
		}

	}

}
