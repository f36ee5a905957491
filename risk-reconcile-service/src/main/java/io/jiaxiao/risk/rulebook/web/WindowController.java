package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.DefineWindows;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Windows for operators. */
@RestController
@RequestMapping("/admin/v1/risk/windows")
class WindowController {

    private final DefineWindows windows;

    WindowController(DefineWindows windows) {
        this.windows = windows;
    }

    @GetMapping
    List<WindowDefinition> list(@RequestParam Scene scene) {
        return windows.of(scene);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WindowDefinition define(@Valid @RequestBody WantedWindow wanted, Caller caller) {
        WindowDefinition window = wanted.definition();
        windows.define(caller, window);
        return window;
    }

    @PostMapping("/{scene}/{name}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable Scene scene, @PathVariable String name, @Valid @RequestBody Reason reason, Caller caller) {
        windows.remove(caller, scene, name, reason.reason());
    }
}
