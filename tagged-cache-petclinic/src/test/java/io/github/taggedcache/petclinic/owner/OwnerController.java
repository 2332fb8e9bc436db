package io.github.taggedcache.petclinic.owner;

import jakarta.validation.Valid;

import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Shows an owner, and has a form to edit one. Spring binds what was posted into the very
 * object that the repository gave, before anybody has validated it.
 */
@Controller
@RequestMapping("/owners/{ownerId}")
class OwnerController {

	private final OwnerRepository owners;

	private final OwnerService service;

	OwnerController(OwnerRepository owners, OwnerService service) {
		this.owners = owners;
		this.service = service;
	}

	@InitBinder
	void keepIds(WebDataBinder binder) {
		binder.setDisallowedFields("id", "*.id");
	}

	@ModelAttribute
	Owner owner(@PathVariable Integer ownerId) {
		return this.owners.findById(ownerId).orElseThrow();
	}

	@GetMapping
	String show() {
		return "owner";
	}

	@PostMapping
	String edit(@Valid Owner owner, BindingResult result) {
		if (result.hasErrors()) {
			return "form";
		}
		this.service.update(owner);
		return "redirect:/owners/{ownerId}";
	}

}
