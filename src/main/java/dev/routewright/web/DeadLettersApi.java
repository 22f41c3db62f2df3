package dev.routewright.web;

import dev.routewright.cell.CellRuntime;
import dev.routewright.integration.DeadLetterDesk;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/integrations/{name}/dead-letters")
class DeadLettersApi {
    private final DeadLetterDesk desk;

    DeadLettersApi(DeadLetterDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    List<DeadLetterView> list(@PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
        return desk.list(name, limit).stream().map(DeadLetterView::of).toList();
    }

    @GetMapping("/{id}")
    DeadLetterView.Whole one(@PathVariable String name, @PathVariable String id) {
        return DeadLetterView.Whole.of(desk.get(name, id), desk.body(id));
    }

    @PostMapping("/{id}/replay")
    CellRuntime.Replayed replay(@PathVariable String name, @PathVariable String id) {
        return desk.replay(name, id);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String name, @PathVariable String id) {
        desk.delete(name, id);
        return ResponseEntity.noContent().build();
    }
}
